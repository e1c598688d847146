import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { everyPage, type FirstView } from './first-views.ts';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    isDynamicEntry: z.boolean().default(false),
  }),
);

/** Reads Vite's manifest and the compressed files of a built site. */
export const siteChunks = (folder: string) => {
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')),
  );
  const entryOf = (module: string) => {
    const entry = manifest[module];
    if (!entry)
      throw new Error(`${module} is no chunk of the site: see scripts/budget/first-views.ts`);
    return entry;
  };
  const gather = (module: string, files: Set<string>): void => {
    const { file, imports } = entryOf(module);
    if (files.has(file)) return;
    files.add(file);
    for (const imported of imports) gather(imported, files);
  };
  const filesOf = (modules: readonly string[]): Set<string> => {
    const files = new Set<string>();
    for (const module of modules) gather(module, files);
    return files;
  };
  return {
    /** The scripts that a first view needs, such as `assets/index-B3e5ruGq.js`. */
    filesOf: ({ modules }: Pick<FirstView, 'modules'>) => filesOf([...everyPage, ...modules]),
    /** Lazy scripts: those that no first view needs. */
    parts: (views: readonly FirstView[]) => {
      const known = filesOf([...everyPage, ...views.flatMap(({ modules }) => modules)]);
      return Object.entries(manifest)
        .filter(([, { isDynamicEntry, file }]) => isDynamicEntry && !known.has(file))
        .map(([module]) => {
          const files = [...filesOf([module])].filter((file) => !known.has(file));
          return { module, files };
        });
    },
    /** Size with gzip, in bytes. */
    sizeOf: (file: string): number => readFileSync(join(folder, `${file}.gz`)).byteLength,
  };
};
