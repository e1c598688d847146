import * as z from 'zod';

const isOrigin = (value: string): boolean =>
  URL.canParse(value) &&
  /^https?:$/.test(new URL(value).protocol) &&
  new URL(value).origin === value;

/** Of a site of others that may call the API: scheme, host and port as browsers write them. */
export const Origin = z
  .string()
  .refine(isOrigin, 'must be an origin like https://chat.example, without a path');

/**
 * What pages of such a site may do, in both homes. The header that asks for cookie mode is not among
 * those they may send: the cookie is for our own site.
 */
export const cors = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: ['authorization', 'content-type'],
  exposedHeaders: ['location', 'retry-after'],
  maxAgeSeconds: 3_600,
} as const;
