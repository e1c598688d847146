import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { builtSiteFolder } from '../local/site/build.ts';
import { firstViews, mostKbOfPart } from './budget/first-views.ts';
import { siteChunks } from './budget/site-chunks.ts';

const help = `Weighs the JavaScript that each page needs before it shows something, as sent with gzip.

Usage: npm run budget

Builds the site unless these very sources have been built. Fails when a page is over its budget
(scripts/budget/first-views.ts), and then names what weighs.
`;
const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log(help);
  process.exit(0);
}

const { filesOf, lazyFiles, sizeOf } = siteChunks(await builtSiteFolder(console.log));
const kb = (bytes: number): string => (bytes / 1_000).toFixed(1).padStart(6);
const heaviestFirst = (files: Iterable<string>) =>
  [...files].map((file) => ({ file, size: sizeOf(file) })).sort((a, b) => b.size - a.size);

const views = firstViews.map((view) => {
  const chunks = heaviestFirst(filesOf(view));
  const size = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  return { ...view, chunks, size, isOver: size > view.mostKb * 1_000 };
});
console.log('KB of JavaScript before the first view, gzip:');
for (const { name, size, mostKb, isOver } of views) {
  console.log(`${isOver ? '✗' : '✓'} ${name.padEnd(10)} ${kb(size)} of ${mostKb}`);
}

const shown = new Set(views.flatMap(({ chunks }) => chunks.map(({ file }) => file)));
const later = heaviestFirst(lazyFiles().filter((file) => !shown.has(file)));
console.log('Fetched when asked for:');
for (const { file, size } of later) console.log(`  ${kb(size)}  ${basename(file)}`);

const tooBig = later.filter(({ size }) => size > mostKbOfPart * 1_000);
for (const { file, size } of tooBig) {
  console.error(`\n${basename(file)} is ${kb(size).trim()} KB; a part may have ${mostKbOfPart}.`);
}
for (const { name, chunks, size, mostKb } of views.filter(({ isOver }) => isOver)) {
  console.error(`\n${name} is ${kb(size - mostKb * 1_000).trim()} KB over its budget. It needs:`);
  for (const chunk of chunks) console.error(`  ${kb(chunk.size)}  ${basename(chunk.file)}`);
}
process.exit(tooBig.length > 0 || views.some(({ isOver }) => isOver) ? 1 : 0);
