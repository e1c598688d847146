import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const library = 'lucide-react';

/** The file of each icon, by all its names in the library. */
const readFiles = async (module: string): Promise<Map<string, string>> => {
  const index = await readFile(module, 'utf8');
  const files = new Map<string, string>();
  for (const [, names = '', file = ''] of index.matchAll(
    /^export \{ (.+) \} from '\.\/icons\/(.+)\.mjs';$/gm,
  )) {
    for (const [, name = ''] of names.matchAll(/default as (\w+)/g)) files.set(name, file);
  }
  return files;
};

const importOf = (files: ReadonlyMap<string, string>, word: string): string => {
  const [name = '', local = name] = word.trim().split(/ as /);
  const file = files.get(name);
  if (file === undefined) throw new Error(`${library} has no icon ${name}`);
  return `import ${local} from '${library}/icons/${file}';`;
};

/**
 * Imports each icon from its own file: with the library's single module, all pages would seem to
 * share all icons.
 */
export const iconsApart = (): Plugin => {
  let files: ReadonlyMap<string, string> = new Map();
  return {
    name: 'icons-apart',
    apply: 'build',
    async buildStart() {
      const module = await this.resolve(library);
      files = await readFiles(module?.id ?? library);
    },
    transform: {
      filter: { code: library, id: /[\\/]web[\\/]src[\\/]/ },
      handler: (code) => ({
        code: code.replace(
          new RegExp(`import \\{([^}]+)\\} from ['"]${library}['"];?`, 'g'),
          (_whole, words: string) =>
            words
              .split(',')
              .filter((word) => word.trim() !== '')
              .map((word) => importOf(files, word))
              .join(''),
        ),
        map: null,
      }),
    },
  };
};
