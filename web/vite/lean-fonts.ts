import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

const scripts = ['latin', 'latin-ext', 'cyrillic', 'greek'];

/** What the site makes use of: weights from normal to bold, kerning, figures of one width. */
const kept = {
  variationAxes: { wght: { min: 400, max: 700 } },
  keepFeatures: ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum'],
  keepAllGlyphs: true,
  targetFormat: 'woff2',
} as const;

const makeFont = async (from: string, to: string): Promise<void> => {
  const font = await subsetFont(await readFile(from), '', kept);
  const unfinished = `${to}.${process.pid}`;
  await writeFile(unfinished, font);
  await rename(unfinished, to);
};

/**
 * The site's fonts without what it makes no use of, a third smaller, as `@fonts/inter-<script>.woff2`.
 * Made once for a version of the font, which takes some seconds.
 */
export const leanFonts = (): Plugin => ({
  name: 'lean-fonts',
  config: async () => {
    const manifest = createRequire(import.meta.url).resolve(
      '@fontsource-variable/inter/package.json',
    );
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
    const folder = resolve(import.meta.dirname, `../../.cache/fonts/${version}`);
    await mkdir(folder, { recursive: true });
    for (const script of scripts) {
      const made = join(folder, `inter-${script}.woff2`);
      const original = join(dirname(manifest), `files/inter-${script}-wght-normal.woff2`);
      if (!existsSync(made)) await makeFont(original, made);
    }
    return { resolve: { alias: { '@fonts': folder } } };
  },
});
