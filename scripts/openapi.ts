import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openApiDocument } from '../functions/contracts/openapi.ts';

const help = `Writes docs/openapi.json from the contracts.

Usage: npm run openapi [-- --check]

  --check   write nothing; fail when the file is not what the contracts say
`;
const file = 'docs/openapi.json';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const document = openApiDocument();
const text = `${JSON.stringify(document, null, 2)}\n`;
const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;

if (values.help) {
  console.log(help);
} else if (values.check) {
  console.log(
    isCurrent ? `${file} is current: ${operations} operations` : `${file} is out of date`,
  );
  if (!isCurrent)
    console.error('The contracts have changed: run npm run openapi and commit the file.');
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync(file, text);
  console.log(`${file}: ${operations} operations, ${isCurrent ? 'unchanged' : 'written'}`);
}
