import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The fields of a lockfile entry that are read here. */
interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

const isLicenseFile = (name: string): boolean => /^(licen[cs]e|copying|notice)/i.test(name);

/** The licence and notice files of an installed package, as one text; empty if it has none. */
const licenseText = async (folder: string): Promise<string> => {
  const names = (await readdir(folder)).filter(isLicenseFile).sort();
  const texts = await Promise.all(names.map((name) => readFile(resolve(folder, name), 'utf8')));
  return texts.map((text) => text.replace(/\r\n?/g, '\n').trim()).join('\n\n');
};

/**
 * The licences of all packages that Parley ships or runs (site, functions, one-process server), as
 * plain text. Packages with the same text share it.
 * @throws if a package has neither a licence file nor a licence name
 */
export const licensesText = async (): Promise<string> => {
  const lockfile = await readFile(resolve(root, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, Locked> };
  const packagesByText = new Map<string, string[]>();
  for (const [folder, locked] of Object.entries(packages)) {
    if (folder === '' || locked.dev || locked.optional || locked.devOptional) continue;
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const text = (await licenseText(resolve(root, folder))) || (locked.license ?? '');
    if (text === '') throw new Error(`${name} ${locked.version} names no licence`);
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), `${name} ${locked.version}`]);
  }
  const own = await readFile(resolve(root, 'LICENSE'), 'utf8');
  const parts = [...packagesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return [`Parley\n\n${own.trim()}`, ...parts].join(`\n\n${'-'.repeat(72)}\n\n`).concat('\n');
};

/** Adds `/licenses.txt` to the built site. */
export const licenses = (): Plugin => ({
  name: 'licenses',
  apply: 'build',
  generateBundle: {
    handler: async function () {
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: await licensesText() });
    },
  },
});
