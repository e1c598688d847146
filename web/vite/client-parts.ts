import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const door = new URL('../../client/index.ts', import.meta.url);

/** The file behind each value that `client/index.ts` exports. */
const partsOf = (source: string): Map<string, string> => {
  const exported = [...source.matchAll(/^export \{([^}]*)\} from '\.\/([^']*)';/gm)];
  return new Map(
    exported.flatMap(([, names = '', file = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name): [string, string] => [name, new URL(file, door).pathname]),
    ),
  );
};

/**
 * Rewrites imports from `#client` to the files behind them. Otherwise every page would seem to use
 * all files of the library, and `sharedChunks` could not tell which page needs which.
 */
export const clientParts = (): Plugin => {
  const parts = partsOf(readFileSync(door, 'utf8'));
  const importOf = (name: string): string => {
    const file = parts.get(name.replace(/ as .*/, ''));
    if (file === undefined) throw new Error(`client/index.ts exports no value ${name} of a file`);
    return `import { ${name} } from '${file}';`;
  };
  return {
    name: 'client-parts',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /'#client'/ },
      handler: (code) =>
        code.replace(/^import \{([^}]*)\} from '#client';/gm, (_, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '')
            .map(importOf)
            .join(' '),
        ),
    },
  };
};
