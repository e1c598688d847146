import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import sirv from 'sirv';
import { siteHeaders } from '../../functions/contracts/site-headers.ts';
import type { Site } from './site.ts';

const headersFor = (isHttps: boolean) => new Map(Object.entries(siteHeaders(isHttps)));

/**
 * `pipe` leaves a file open whose reader has gone, also one that goes before the file is open. Without a
 * listener a file that cannot be read (removed, or no handle is left) would end the process.
 */
const closeWith = (response: ServerResponse): void => {
  response.once('pipe', (file: Readable) => {
    file.on('error', () => response.destroy());
    if (response.destroyed) file.destroy();
    else response.once('close', () => file.destroy());
  });
};

/** The built files; a path without a file is a page of the site. */
export const builtSite = (folder: string): Site => {
  const headersOf = { http: headersFor(false), https: headersFor(true) };
  const serve = sirv(folder, {
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, path) => {
      const isHashed = path.startsWith('/assets/');
      response.setHeader(
        'cache-control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return {
    handle: (request, response, isHttps) => {
      response.setHeaders(headersOf[isHttps ? 'https' : 'http']);
      closeWith(response);
      // Of files this small nobody needs parts, and sirv throws for `bytes=2-1`.
      delete request.headers.range;
      serve(request, response, () => {
        response.writeHead(404).end();
      });
    },
    close: async () => undefined,
  };
};
