import { writeFileSync } from 'node:fs';
import {
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../../test/support/dynamodb-local/dynamodb-local.ts';
import { commandLine } from '../command.ts';
import { measureOperations } from './cost-operations.ts';
import { costPage } from './cost-page.ts';

commandLine({
  name: 'bench:cost',
  summary:
    'Measures what each operation consumes on DynamoDB Local and writes docs/cost.md: units against their budgets, and dollars per million messages at list prices.',
  options: {},
  help: {},
});
const missing = await dynamoDbLocalMissing();
if (missing) {
  console.error(`bench:cost cannot run: ${missing}`);
  process.exit(1);
}

const server = await startDynamoDbLocal();
try {
  const operations = await measureOperations(server.endpoint);
  for (const { name, units, budget } of operations) {
    console.log(`${name}: ${units.write} write, ${units.read} read${budget ? ` (${budget})` : ''}`);
  }
  const units = Object.fromEntries(operations.map(({ name, units: of }) => [name, of]));
  writeFileSync('scripts/cost/units.json', `${JSON.stringify(units, null, 2)}\n`);
  writeFileSync('docs/cost.md', costPage(operations));
  console.log('docs/cost.md is written');
} finally {
  await server.stop();
}
