import { getOpenapi as contract } from '#contracts/http/system.ts';
import { publicDocument } from '../../runtime/public-document.ts';

/** The published file: to describe the schemas here would block the process for a quarter of a second. */
export const handler = publicDocument(
  contract,
  async () => (await import('#openapi.json', { with: { type: 'json' } })).default,
);
