import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunction } from './bundle-function.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** One folder for each state of the sources. */
const bundles = join(root, '.cache/bundles');
const kept = 3;
/** Everything that a bundle depends on. */
export const bundleSources = [
  'functions',
  'lib/bundling',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

const filesOf = (path: string): string[] =>
  statSync(join(root, path)).isFile()
    ? [path]
    : readdirSync(join(root, path), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length));

let known: string | undefined;
const fingerprint = (): string => {
  if (known) return known;
  const hash = createHash('sha256');
  for (const file of bundleSources.flatMap(filesOf).toSorted())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  known = hash.digest('hex').slice(0, 16);
  return known;
};

const removeOld = (): void => {
  const folders = readdirSync(bundles).map((name) => join(bundles, name));
  const dated = folders.map((folder) => ({ folder, at: statSync(folder).mtimeMs }));
  const old = dated.toSorted((one, other) => other.at - one.at).slice(kept);
  for (const { folder } of old) rmSync(folder, { recursive: true, force: true });
};

/**
 * `bundleFunction`, run once for these sources: a deploy, a synthesis and each suite that deploys need the
 * same bundles.
 */
export const cachedBundle = (folder: string, outdir: string): void => {
  const all = join(bundles, fingerprint());
  const bundle = join(all, folder.replaceAll('/', '-'));
  if (!existsSync(bundle)) {
    if (!existsSync(all)) {
      mkdirSync(all, { recursive: true });
      removeOld();
    }
    const draft = mkdtempSync(`${bundle}.`);
    bundleFunction(folder, draft);
    try {
      renameSync(draft, bundle);
    } catch (error) {
      // Another process was faster; its bundle is equal.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(bundle)) throw error;
    }
  }
  cpSync(bundle, outdir, { recursive: true });
};
