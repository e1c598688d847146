import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import manifest from '../../package.json' with { type: 'json' };

const run = promisify(execFile);
const doors = { index: 'client/index.ts', photos: 'client/photos.ts' };

/** Declarations import `.ts` files and `#contracts`, like the sources; the package needs `.js` and paths. */
const renameImports = (folder: string): void => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8');
    const contracts = relative(dirname(path), join(folder, 'functions/contracts'));
    const relatives = text.replace(/(['"])#contracts\//g, `$1${contracts}/`);
    writeFileSync(path, relatives.replace(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'));
  }
};

const exported = (door: string) => ({
  types: `./types/client/${door}.d.ts`,
  default: `./${door}.js`,
});

/** Size (gzip) of a file and all its static imports, in bytes. */
const weigh = ({ outputs }: Metafile, door: string): number => {
  const files = new Set<string>();
  const gather = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement') gather(path);
  };
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === door) ?? [];
  if (entry !== undefined) gather(entry);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0);
};

/**
 * Bundles the entry points into `folder`. Returns the size (gzip, bytes) of the first one with its
 * static imports.
 */
export const bundleClient = async (folder: string): Promise<number> => {
  const { metafile } = await build({
    entryPoints: doors,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2024',
    minify: true,
    metafile: true,
    chunkNames: 'chunks/[hash]',
    logLevel: 'error',
  });
  return weigh(metafile, doors.index);
};

/**
 * Builds the client's npm package in `folder`: ES modules, types, README. Returns the size (gzip,
 * bytes) of `import 'parley-client'`.
 */
export const buildPackage = async (folder: string): Promise<number> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bytes = await bundleClient(folder);
  const types = join(folder, 'types');
  await run('node_modules/.bin/tsc', ['-p', 'client/tsconfig.pack.json', '--outDir', types]);
  renameImports(types);
  cpSync('client/README.md', join(folder, 'README.md'));
  const about = {
    name: 'parley-client',
    version: manifest.version,
    description: 'Client of Parley: messages that are neither lost nor doubled',
    license: manifest.license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    exports: { '.': exported('index'), './photos': exported('photos') },
    // Only for its types: no code of zod is loaded.
    dependencies: { zod: manifest.dependencies.zod },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  return bytes;
};
