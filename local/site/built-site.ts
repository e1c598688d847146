import sirv from 'sirv';
import { siteHeaders } from '../../functions/contracts/site-headers.ts';
import type { Site } from './site.ts';

const headersFor = (isHttps: boolean) => new Map(Object.entries(siteHeaders(isHttps)));

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
      serve(request, response, () => {
        response.writeHead(404).end();
      });
    },
    close: async () => undefined,
  };
};
