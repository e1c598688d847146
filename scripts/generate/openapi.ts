import { openApiDocument } from '#contracts/openapi.ts';
import { documentCommand } from './contract-document.ts';

const document = openApiDocument();
const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
documentCommand({
  name: 'generate -- openapi',
  file: 'docs/openapi.json',
  document,
  size: `${operations.length} operations`,
});
