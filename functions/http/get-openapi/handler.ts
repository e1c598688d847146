import { getOpenapi as contract } from '#contracts/http/system.ts';
import { openApiDocument } from '#contracts/openapi.ts';
import { publicDocument } from '../../runtime/public-document.ts';

export const handler = publicDocument(contract, openApiDocument);
