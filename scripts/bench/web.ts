import { chromium } from '@playwright/test';
import { browserMissing, findBrowser } from '../../test/support/browser.ts';
import { commandLine } from '../command.ts';
import { numberOption } from '../number-option.ts';
import { emptyList } from './web/baseline.ts';
import { openConversation } from './web/conversation.ts';
import { openEmoji } from './web/emoji.ts';
import { openDialog, signedIn } from './web/opening.ts';
import type { Watched } from './web/probe.ts';
import { heapBytes, scroll, watch } from './web/probe.ts';

const values = commandLine({
  name: 'bench:web',
  summary:
    'Measures a long conversation in a headless Chromium: how fast it and its emoji picker open, how smoothly it scrolls up through old pages and down again, and how much memory it uses, against an empty virtual list in the same run. Fails when the emoji picker takes longer than its budget after the first time.',
  options: {
    messages: { type: 'string', default: '100000' },
    pixels: { type: 'string', default: '60000' },
    speed: { type: 'string', default: '3000' },
  },
  help: {
    messages: 'In the conversation',
    pixels: 'How far it scrolls',
    speed: 'Pixels a second',
  },
});
const messages = numberOption('messages', values.messages);
const pixels = numberOption('pixels', values.pixels);
const speed = numberOption('speed', values.speed);
const OPENINGS = 5;
/** Limit for opening the emoji picker, except the first time. */
const EMOJI_BUDGET_MS = 300;

const found = await findBrowser();
if (!found) throw new Error(browserMissing);
console.log(`seeding ${messages} messages…`);
const parley = await openConversation(messages);
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: found.args,
  env: { ...process.env, ...found.env } as Record<string, string>,
});

const ms = (value: number): string => `${Math.round(value)} ms`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const say = (name: string, seen: Watched): void =>
  console.log(`${name}:`, {
    frames: seen.frames,
    'over 33 ms': percent(seen.slowShare),
    'of them by own work': percent(seen.heavyShare),
    'work of a frame': `${seen.medianWork.toFixed(1)} ms, at most ${ms(seen.maxWork)}`,
    'tasks over 50 ms':
      seen.longTasks.map(({ took, ran }) => `${ms(took)} (ran ${ms(ran)})`).join(', ') || 'none',
    elements: seen.maxElements,
  });

try {
  const context = await browser.newContext({
    baseURL: parley.url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  });
  const blank = await context.newPage();
  await blank.setContent(emptyList(messages));
  const baseline = await watch(browser, blank, () => scroll(blank, pixels, speed));
  say('baseline, an empty list', baseline);
  await blank.close();

  const page = await context.newPage();
  await signedIn(page, parley.url, parley.name);
  const openings: number[] = [];
  for (let n = 0; n < OPENINGS; n++) openings.push(await openDialog(page, parley.id));
  const median = openings.sort((one, other) => one - other)[Math.floor(OPENINGS / 2)] ?? 0;
  console.log(`opens, from data to picture: ${ms(median)} (median of ${OPENINGS})`);

  const [first = 0, ...again] = await openEmoji(page, OPENINGS);
  const longest = Math.max(...again);
  console.log(
    `emoji picker: ${ms(first)} at first, then at most ${ms(longest)} (of ${again.length}; budget ${EMOJI_BUDGET_MS} ms)`,
  );
  if (longest >= EMOJI_BUDGET_MS) process.exitCode = 1;

  const heapBefore = await heapBytes(page);
  const up = await watch(browser, page, () => scroll(page, pixels, speed));
  say('up through old pages', up);
  const heapUp = await heapBytes(page);
  const down = await watch(browser, page, () => scroll(page, -pixels / 2, speed));
  say('down again', down);
  const end = await watch(browser, page, async () => {
    await page.getByRole('button', { name: /^Jump to latest/ }).click();
    await page.getByRole('log').getByText(`(${messages})`).waitFor();
  });
  say('jump to the latest', end);
  console.log(
    `heap: ${mb(heapBefore)} at first, ${mb(heapUp)} far up, ${mb(await heapBytes(page))} back`,
  );
  const ratio = (seen: Watched): string =>
    ((seen.slowShare * 100 + 0.1) / (baseline.slowShare * 100 + 0.1)).toFixed(2);
  console.log(
    `slow frames against the baseline (0.1 % added to both): up ${ratio(up)}, down ${ratio(down)}`,
  );
} finally {
  await browser.close();
  await parley.close();
}
