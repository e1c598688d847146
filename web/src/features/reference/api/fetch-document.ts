import { createTransport } from '#client';
import type { OpenApiDocument } from '#contracts/openapi/document.ts';

/** The OpenAPI document, which the server makes from its contracts. @throws ApiError */
export const fetchDocument = async (): Promise<OpenApiDocument> => {
  const send = createTransport((...request) => globalThis.fetch(...request));
  const document: unknown = await send('GET /api/openapi.json', null);
  return document as OpenApiDocument;
};
