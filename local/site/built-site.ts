import sirv from 'sirv';
import { siteHeaders } from '../../functions/contracts/site-headers.ts';
import type { Site } from './site.ts';

/** The built files; a path without a file is a page of the site. */
export const builtSite = (folder: string, isTls: boolean): Site => {
  const headers = Object.entries(siteHeaders(isTls));
  const serve = sirv(folder, {
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, path) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      const isHashed = path.startsWith('/assets/');
      response.setHeader(
        'cache-control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return {
    handle: (request, response) =>
      serve(request, response, () => {
        response.writeHead(404).end();
      }),
    close: async () => undefined,
  };
};
