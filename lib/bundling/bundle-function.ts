import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

const { absWorkingDir } = bundleOptions('', '');

/** The files that are loaded with an output file: by `import` only, or by `import()` as well. */
const loadedWith = (
  { outputs }: Metafile,
  first: string,
  { withLazy }: { readonly withLazy: boolean },
): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const output = outputs[file];
    if (!output || found.has(file)) return;
    found.add(file);
    for (const { path, kind } of output.imports) {
      if (withLazy || kind !== 'dynamic-import') visit(path);
    }
  };
  visit(first);
  return found;
};

/**
 * Bundles the `handler.ts` of a folder into `outdir`, as `index.mjs` and the files that it imports. Returns
 * the number of bytes that are loaded when the function starts, without later imports, and the source files
 * that were read.
 */
export const bundleFunction = (
  folder: string,
  outdir: string,
): { readonly startBytes: number; readonly inputs: readonly string[] } => {
  const { mainFields, ...options } = bundleOptions(folder, outdir);
  const { metafile } = buildSync({ ...options, mainFields: [...mainFields] });
  const first = Object.keys(metafile.outputs).find((file) => file.endsWith('/index.mjs')) ?? '';
  // esbuild also writes files that only an unused export imports with `import()`.
  const used = loadedWith(metafile, first, { withLazy: true });
  for (const file of Object.keys(metafile.outputs)) {
    if (!used.has(file)) rmSync(join(absWorkingDir, file));
  }
  const started = [...loadedWith(metafile, first, { withLazy: false })];
  const bytes = started.map((file) => metafile.outputs[file]?.bytes ?? 0);
  return {
    startBytes: bytes.reduce((sum, size) => sum + size, 0),
    inputs: Object.keys(metafile.inputs),
  };
};
