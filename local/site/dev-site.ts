import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Site } from './site.ts';

/** Serves the site from its sources, with hot reload over the same port. */
export const devSite = async (server: Server): Promise<Site> => {
  const { createServer } = await import('vite');
  const root = fileURLToPath(new URL('../../web', import.meta.url));
  const vite = await createServer({
    root,
    configLoader: 'native',
    appType: 'spa',
    server: { middlewareMode: true, ws: { server } },
  });
  return {
    handle: (request, response) => vite.middlewares(request, response),
    close: () => vite.close(),
  };
};
