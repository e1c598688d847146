import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type FirstView, language } from './first-views.ts';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    isDynamicEntry: z.boolean().default(false),
  }),
);
/** `FirstScripts` of web/vite/preload-first.ts. */
const FirstScripts = z.object({
  languages: z.record(z.string(), z.array(z.string())),
  paths: z.record(z.string(), z.array(z.string())),
});

/** Reads the page, Vite's manifest and the compressed files of a built site. */
export const siteChunks = (folder: string) => {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const manifest = Manifest.parse(JSON.parse(read('.vite/manifest.json')));
  const html = read('index.html');
  const table = /id="first-scripts">([^<]+)</.exec(html)?.[1];
  const { languages, paths } = FirstScripts.parse(JSON.parse(table ?? 'null'));
  const everyPage = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].flatMap(
    ([, file]) => file ?? [],
  );
  const scriptsAt = (path: string): readonly string[] =>
    Object.entries(paths).find(([start]) => path.startsWith(start))?.[1] ?? [];

  const entryOf = (module: string) => {
    const entry = manifest[module];
    if (!entry)
      throw new Error(`${module} is no chunk of the site: see scripts/budget/first-views.ts`);
    return entry;
  };
  const entriesByFile = new Map(Object.values(manifest).map((entry) => [entry.file, entry]));
  /** Adds a script and all that it imports. */
  const gather = (file: string, files: Set<string>): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const module of entriesByFile.get(file)?.imports ?? [])
      gather(entryOf(module).file, files);
  };
  const withImports = (scripts: readonly string[]): Set<string> => {
    const files = new Set<string>();
    for (const script of scripts) gather(script, files);
    return files;
  };
  const filesOf = ({ path, modules = [] }: Pick<FirstView, 'path' | 'modules'>): Set<string> =>
    withImports([
      ...everyPage,
      ...(languages[language] ?? []),
      ...scriptsAt(path),
      ...modules.map((module) => entryOf(module).file),
    ]);
  return {
    /** The scripts that a first view needs, such as `assets/index-B3e5ruGq.js`. */
    filesOf,
    /** Lazy scripts: those that no first view needs. */
    parts: (views: readonly FirstView[]) => {
      const known = new Set(views.flatMap((view) => [...filesOf(view)]));
      return Object.entries(manifest)
        .filter(([, { isDynamicEntry, file }]) => isDynamicEntry && !known.has(file))
        .map(([module, { file }]) => ({
          module,
          files: [...withImports([file])].filter((other) => !known.has(other)),
        }));
    },
    /** Size with gzip, in bytes. */
    sizeOf: (file: string): number => readFileSync(join(folder, `${file}.gz`)).byteLength,
  };
};
