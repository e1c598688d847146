import type { IncomingMessage } from 'node:http';
import { cors } from '#contracts/headers/cors.ts';

/**
 * The CORS headers that API Gateway adds to every response, including preflights. None if no origins are
 * configured.
 */
export const makeCors =
  (origins: readonly string[]) =>
  ({ method, headers }: IncomingMessage): Record<string, string> => {
    if (origins.length === 0) return {};
    const { origin } = headers;
    if (origin === undefined || !origins.includes(origin)) return { vary: 'origin' };
    const isPreflight = method === 'OPTIONS' && 'access-control-request-method' in headers;
    return {
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-expose-headers': cors.exposedHeaders.join(','),
      ...(isPreflight && {
        'access-control-allow-methods': cors.methods.join(','),
        'access-control-allow-headers': cors.headers.join(','),
        'access-control-max-age': String(cors.maxAgeSeconds),
      }),
    };
  };
