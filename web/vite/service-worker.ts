import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { build } from 'vite';

const isHashed = (file: string): boolean => file.startsWith('assets/');
/** Precaches no fonts of other scripts and no icons: they are loaded when needed. */
const isWanted = (file: string): boolean =>
  /\.(js|css|html|svg)$/.test(file) || /inter-latin-(?!ext-).*\.woff2$/.test(file);

/** All files of the built site that are needed offline, with their revisions. */
const filesOf = async (folder: string): Promise<{ url: string; revision: string | null }[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(isWanted)
    .sort();
  return Promise.all(
    files.map(async (file) => {
      if (isHashed(file)) return { url: `/${file}`, revision: null };
      const content = await readFile(join(folder, file));
      return { url: `/${file}`, revision: createHash('sha256').update(content).digest('hex') };
    }),
  );
};

/**
 * Builds the service worker after the site, with the list of the site's files. In development there
 * is none, and the stub unregisters a worker that a built site left at this address.
 */
export const serviceWorker = (source: string): Plugin => {
  let config: ResolvedConfig;
  let hasFailed = false;
  return {
    name: 'service-worker',
    configResolved: (resolved) => {
      config = resolved;
    },
    configureServer: ({ middlewares }) => {
      middlewares.use('/sw.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(leaving);
      });
    },
    buildEnd: (error) => {
      hasFailed = error !== undefined;
    },
    closeBundle: async () => {
      // After a failure there are no files, and an error about them would hide it.
      if (config.command !== 'build' || hasFailed) return;
      const { outDir } = config.build;
      const folder = resolve(config.root, outDir);
      await build({
        configFile: false,
        root: config.root,
        logLevel: 'warn',
        publicDir: false,
        define: { FILES: JSON.stringify(await filesOf(folder)) },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: config.build.target,
          rolldownOptions: {
            input: source,
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
};

const leaving = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', async () => {
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: 'window' })) page.navigate(page.url);
});
`;
