import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import { apiHeaders } from '#contracts/headers/api-headers.ts';
import { limits } from '#contracts/limits.ts';
import type { Route } from '#contracts/route.ts';
import { takesGzip } from './compress.ts';
import { edgeOnly } from './edge.ts';
import { accessLog, problemDocuments } from './http.ts';
import type { HttpEvent } from './http-event.ts';

interface Rendered {
  readonly json: string;
  /** Base64, the gateway's format for binary bodies. */
  readonly gzip: string;
  /** Weak, since both encodings share it. */
  readonly etag: string;
}

const gzip = promisify(gzipCallback);

const render = async (document: unknown): Promise<Rendered> => {
  const json = JSON.stringify(document);
  return {
    json,
    gzip: (await gzip(json)).toString('base64'),
    etag: `W/"${createHash('sha256').update(json).digest('base64url')}"`,
  };
};

const hasTag = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((tag) => tag.trim() === '*' || tag.trim() === etag) ?? false;

const respond = ({ json, gzip, etag }: Rendered, { headers }: HttpEvent): HttpResult => {
  const shared = {
    'cache-control': `public, max-age=${limits.publicCacheSeconds}`,
    etag,
    vary: 'accept-encoding',
    ...apiHeaders,
  };
  if (hasTag(headers['if-none-match'], etag)) return { statusCode: 304, headers: shared };
  const typed = { ...shared, 'content-type': 'application/json' };
  return takesGzip(headers['accept-encoding'])
    ? {
        statusCode: 200,
        headers: { ...typed, 'content-encoding': 'gzip' },
        body: gzip,
        isBase64Encoded: true,
      }
    : { statusCode: 200, headers: typed, body: json };
};

/**
 * A large public document, loaded on first use. Compressed if the client accepts gzip, 304 if the client has
 * it.
 */
export const publicDocument = (route: Route, load: () => Promise<unknown>) => {
  const routeKey = `${route.method} ${route.path}`;
  let rendered: Promise<Rendered> | undefined;
  return middy<HttpEvent, HttpResult>({ timeoutEarlyInMillis: 0, ...accessLog(routeKey) })
    .use(problemDocuments(routeKey))
    .use(edgeOnly)
    .handler(async (event: HttpEvent) => {
      rendered ??= load().then(render);
      return respond(await rendered, event);
    });
};
