import { asyncApiDocument } from '#contracts/asyncapi.ts';
import { documentCommand } from './contract-document.ts';

const document = asyncApiDocument();
documentCommand({
  name: 'generate -- asyncapi',
  file: 'docs/asyncapi.json',
  document,
  size: `${Object.keys(document.components.messages).length} messages`,
});
