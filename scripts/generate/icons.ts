import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { commandLine } from '#scripts/command.ts';
import { browserMissing, findBrowser } from '#test/support/browser.ts';

commandLine({
  name: 'generate -- icons',
  summary:
    'Makes the pictures of the installed app in web/public/icons from web/public/favicon.svg.',
  options: {},
  help: {},
});

const folder = 'web/public/icons';
const logo = readFileSync('web/public/favicon.svg', 'utf8');
const ground = '#e4f3f4';

/**
 * `logo`: its share of the width. Systems cut a maskable picture to any shape outside its inner 80
 * %.
 */
const pictures = [
  { name: 'icon-192', size: 192, logo: 0.68, corner: '22%' },
  { name: 'icon-512', size: 512, logo: 0.68, corner: '22%' },
  { name: 'maskable-192', size: 192, logo: 0.52, corner: '0' },
  { name: 'maskable-512', size: 512, logo: 0.52, corner: '0' },
  { name: 'apple-touch-icon', size: 180, logo: 0.64, corner: '0' },
];

const found = await findBrowser();
if (!found) throw new Error(browserMissing);
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: found.args,
  env: { ...process.env, ...found.env } as Record<string, string>,
});
try {
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) {
    const { size } = picture;
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>
      body { margin: 0 }
      div { height: 100vh; display: grid; place-items: center;
        background: ${ground}; border-radius: ${picture.corner} }
      svg { width: ${picture.logo * 100}% }
    </style><div>${logo}</div>`);
    const path = `${folder}/${picture.name}.png`;
    await page.screenshot({ path, omitBackground: true });
    console.log(`${path}  ${(statSync(path).size / 1_024).toFixed(1)} KB`);
    await page.close();
  }
} finally {
  await browser.close();
}
