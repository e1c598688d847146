import * as z from 'zod';

const isOrigin = (value: string): boolean =>
  URL.canParse(value) &&
  /^https?:$/.test(new URL(value).protocol) &&
  new URL(value).origin === value;

/** The origin of another site that may call the API: scheme, host and port, as browsers write it. */
export const Origin = z
  .string()
  .refine(isOrigin, 'must be an origin like https://chat.example, without a path');

/**
 * What pages of such a site may send, in both homes. The cookie-mode header is not allowed: the cookie is
 * reserved for our own site.
 */
export const cors = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: ['authorization', 'content-type'],
  exposedHeaders: ['location', 'retry-after'],
  maxAgeSeconds: 3_600,
} as const;
