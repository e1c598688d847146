import { basename } from 'node:path';
import { builtSiteFolder } from '../local/site/build.ts';
import { firstViews, maxKbOfPart, maxKbOfWorker } from './budget/first-views.ts';
import { siteChunks } from './budget/site-chunks.ts';
import { commandLine } from './command.ts';

commandLine({
  name: 'budget',
  summary:
    'Measures the JavaScript that each page needs for its first view, compressed with gzip. Builds the site unless it is already built from these sources. Fails if a page is over its budget (scripts/budget/first-views.ts), and lists its largest scripts.',
  options: {},
  help: {},
});

const { filesOf, parts, sizeOf } = siteChunks(await builtSiteFolder(console.log));
const kb = (bytes: number): string => (bytes / 1_000).toFixed(1).padStart(6);
const weigh = (files: Iterable<string>) => {
  const chunks = [...files].map((file) => ({ file, size: sizeOf(file) }));
  return {
    chunks: chunks.sort((one, other) => other.size - one.size),
    size: chunks.reduce((sum, { size }) => sum + size, 0),
  };
};

const measured = [
  { name: 'service worker', maxKb: maxKbOfWorker, ...weigh(['sw.js']) },
  ...firstViews.map((view) => ({ ...view, ...weigh(filesOf(view)) })),
  ...parts(firstViews)
    .filter(({ module }) => !module.startsWith('src/strings/'))
    .map(({ module, files }) => ({ name: module, maxKb: maxKbOfPart, ...weigh(files) })),
];
console.log(
  'KB of JavaScript, gzip: of the service worker, of each page until its first view, and of parts that come later',
);
for (const { name, size, maxKb } of measured) {
  console.log(`${size > maxKb * 1_000 ? '✗' : '✓'} ${kb(size)} of ${maxKb}  ${name}`);
}

const tooHeavy = measured.filter(({ size, maxKb }) => size > maxKb * 1_000);
for (const { name, chunks, size, maxKb } of tooHeavy) {
  console.error(`\n${name} is ${kb(size - maxKb * 1_000).trim()} KB over its budget. It needs:`);
  for (const { file, size: weight } of chunks) console.error(`  ${kb(weight)}  ${basename(file)}`);
}
process.exit(tooHeavy.length > 0 ? 1 : 0);
