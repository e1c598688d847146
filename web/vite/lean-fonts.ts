import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

const scripts = ['latin', 'latin-ext', 'cyrillic', 'greek'];

/** The font features that the site uses: weights 400 to 700, kerning, marks, tabular figures. */
const kept = {
  variationAxes: { wght: { min: 400, max: 700 } },
  keepFeatures: ['kern', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum'],
  targetFormat: 'woff2',
} as const;
const settings = createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 8);

/** All characters, since each font contains one script only. */
const everyCharacter = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code))
  .filter((character) => character.isWellFormed())
  .join('');

const makeFont = async (from: string, to: string): Promise<void> => {
  const font = await subsetFont(await readFile(from), everyCharacter, kept);
  const unfinished = `${to}.${process.pid}`;
  await writeFile(unfinished, font);
  await rename(unfinished, to);
};

/**
 * The site's fonts without unused features (two fifths smaller), as `@fonts/inter-<script>.woff2`.
 * Built once per font version, in some seconds. The page preloads the Latin one.
 */
export const leanFonts = (): Plugin => ({
  name: 'lean-fonts',
  config: async () => {
    const manifest = createRequire(import.meta.url).resolve(
      '@fontsource-variable/inter/package.json',
    );
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
    const folder = resolve(import.meta.dirname, `../../.cache/fonts/${version}-${settings}`);
    await mkdir(folder, { recursive: true });
    for (const script of scripts) {
      const made = join(folder, `inter-${script}.woff2`);
      const original = join(dirname(manifest), `files/inter-${script}-wght-normal.woff2`);
      if (!existsSync(made)) await makeFont(original, made);
    }
    return { resolve: { alias: { '@fonts': folder } } };
  },
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) => {
      const latin = Object.keys(bundle).find((file) =>
        /inter-latin-(?!ext)[^/]*\.woff2$/.test(file),
      );
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true };
      return latin
        ? [{ tag: 'link', attrs: { ...attrs, href: `/${latin}` }, injectTo: 'head' }]
        : [];
    },
  },
});
