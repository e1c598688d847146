import { writeFileSync } from 'node:fs';
import { recordChat } from '../../test/simulator/support/recorded-chat.ts';
import {
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../../test/support/dynamodb-local/dynamodb-local.ts';
import { commandLine } from '../command.ts';
import { measureOperations } from './cost-operations.ts';

commandLine({
  name: 'bench:cost',
  summary:
    'Measures what each operation consumes on DynamoDB Local, records a chat of two clients, and writes docs/cost.md: units against their budgets, and the bill at list prices and after what is always free.',
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
  writeFileSync('scripts/cost/chat.json', `${JSON.stringify(await recordChat(), null, 2)}\n`);
  const operations = await measureOperations(server.endpoint);
  for (const { name, units, budget } of operations) {
    console.log(`${name}: ${units.write} write, ${units.read} read${budget ? ` (${budget})` : ''}`);
  }
  const units = Object.fromEntries(operations.map(({ name, units: of }) => [name, of]));
  writeFileSync('scripts/cost/units.json', `${JSON.stringify(units, null, 2)}\n`);
  // docs/cost.md reads the chat that was just recorded.
  const { costPage } = await import('./cost-page.ts');
  writeFileSync('docs/cost.md', costPage(operations));
  console.log('docs/cost.md is written');
} finally {
  await server.stop();
}
