import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import manifest from '../../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');

/** What the commands load only for AWS, or to serve the site from its sources: always by `import()`. */
const notOnAServer =
  /\/adapters\/aws\/|\/deploy\/|\/archive\/stage\.ts$|^\.\/stage\.ts$|\/dev-site\.ts$/;

/**
 * Handlers of Cognito's challenge, which the one-process gateway never loads. esbuild sees them by the pattern of
 * an `import()`, about which it asks no plugin.
 */
const handlersOfAws = /\/functions\/triggers\/prove-sign-in\/handler\.ts$/;

/** Collects the files that are left out, relative to the checkout. */
const leaveOut = (leftOut: Set<string>): Plugin => ({
  name: 'leave-out',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: handlersOfAws }, ({ path }) => {
      leftOut.add(relative(root, path));
      return { contents: '' };
    });
    onResolve({ filter: notOnAServer }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      leftOut.add(relative(root, resolve(resolveDir, path)));
      return { path, external: true };
    });
  },
});

/** Commands of the group "run" that only a checkout has: they need the tools for AWS, or the site's sources. */
const ofCheckout = new Set(['dev', 'move-up', 'move-down']);

/** The files of the commands in the group "run" of package.json that a server has. */
export const commandFiles = (): string[] => {
  const names = Object.keys(manifest.scripts);
  const group = names.slice(names.indexOf('# run') + 1, names.indexOf('# check'));
  return group
    .filter((name) => !ofCheckout.has(name))
    .flatMap((name) => {
      const command = (manifest.scripts as Record<string, string>)[name] ?? '';
      return command.split(' ').filter((word) => /^\S+\.ts$/.test(word));
    });
};

interface Loaded {
  readonly files: string[];
  readonly leftOut: ReadonlySet<string>;
}

const loadedBy = async (entryPoints: readonly string[]): Promise<Loaded> => {
  const leftOut = new Set<string>();
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: join(root, '.cache/never-written'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    conditions: ['local'],
    plugins: [leaveOut(leftOut)],
    logLevel: 'error',
  });
  const files = Object.keys(metafile.inputs).filter((file) => !leftOut.has(file));
  return { files, leftOut };
};

const isOwn = (file: string): boolean => !file.includes('node_modules/');

/** Threads and processes: files that are named by `new URL('./x.ts', import.meta.url)`. */
const threadsIn = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /new URL\('([^']+\.ts)', import\.meta\.url\)/g,
    ),
  ].map(([, name = '']) => relative(root, resolve(root, file, '..', name)));

/** Packages that a thread loads, by the path of `import.meta.resolve('name')`. */
const packagesIn = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/import\.meta\.resolve\('([^'#.]+)'\)/g)].map(
    ([, name = '']) => relative(root, fileURLToPath(import.meta.resolve(name))),
  );

/** The files, relative to the checkout, that these entry points load, with those of their threads. */
export const loadedFiles = async (entryPoints: readonly string[]): Promise<Loaded> => {
  const loaded = await loadedBy(entryPoints);
  const { files } = loaded;
  const known = new Set(files);
  const threads = files
    .filter(isOwn)
    .flatMap((file) => [...threadsIn(file), ...packagesIn(file)])
    .filter((file) => !known.has(file));
  return threads.length === 0 ? loaded : loadedFiles([...entryPoints, ...threads]);
};

/** The folder of a file's package in node_modules; undefined for Parley's own files. */
export const packageOf = (file: string): string | undefined =>
  /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
