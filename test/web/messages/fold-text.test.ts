import { afterEach, expect, it } from 'vitest';
import { cutStyles } from '../../../web/src/features/messages/bubble/cut-styles.ts';
import { foldedText } from '../../../web/src/features/messages/bubble/fold-text.ts';
import { setUnfolded } from '../../../web/src/features/messages/bubble/unfolded.ts';
import { estimateRow } from '../../../web/src/features/messages/log/estimate-row.ts';
import { timelineOf } from '../../../web/src/features/messages/log/timeline.ts';
import { aMessage, ME } from '../support/builders.ts';

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');
const lines = (count: number): string =>
  Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n');

it('short texts, and those that are only a little too long, are whole', () => {
  expect(foldedText('Hello')).toBeNull();
  expect(foldedText(words(360))).toBeNull();
  expect(foldedText(lines(25))).toBeNull();
});

it('a long text shows about 1,500 characters, and whole words', () => {
  const start = foldedText(words(800));
  expect(start?.length).toBeGreaterThan(1_450);
  expect(start?.length).toBeLessThanOrEqual(1_501);
  expect(start).toMatch(/ word…$/);
});

it('a text of many lines shows 20 of them', () => {
  expect(foldedText(lines(26))).toBe(`${lines(20)}…`);
});

it('emoji are not cut', () => {
  const family = '👨‍👩‍👧‍👦';
  const start = foldedText(family.repeat(400)) ?? '';
  expect(start.slice(0, -1)).toBe(family.repeat((start.length - 1) / family.length));
});

/** What is shown of a folded text. */
const startOf = (text: string): string => cutStyles(text, (foldedText(text)?.length ?? 0) - 1);

it('a code block that is cut is closed, so that it still looks like one', () => {
  expect(startOf(`\`\`\`\n${lines(60)}\n\`\`\``)).toMatch(/line 19\n```…$/);
});

it.each([
  ['bold', `*${words(500)}*`, /^\*word .* word\*…$/],
  ['code', `\`${words(500)}\``, /^`word .* word`…$/],
  ['no code', `\`\`\` ${words(500)}`, /^``` word .* word…$/],
  ['a block in one of two fences', `\`\`\`a\`\`\` \`\`\` ${words(500)}`, / word…$/],
])('%s that is cut looks as in the whole text', (_, text, expected) => {
  expect(startOf(text)).toMatch(expected);
});

it('an address is not cut: its start would lead elsewhere', () => {
  const address = `https://example.org/${'a'.repeat(300)}`;
  expect(foldedText(`${words(280)} ${address} ${words(200)}`)).toBe(`${words(280)}…`);
  const alone = `https://example.org/${'a'.repeat(3_000)}`;
  expect(foldedText(`${alone} ${words(200)}`)).toBe(`${alone}…`);
  expect(foldedText(alone)).toBeNull();
});

const rows = timelineOf({
  messages: [aMessage(1, { content: lines(60), text: lines(60) })],
  pending: [],
  changes: {},
  userId: ME,
  peerReadSeq: 0,
  unreadFrom: null,
  hasOlder: false,
  hasNewer: false,
});
const long = rows.find(({ kind }) => kind === 'message');
const key = long?.key ?? '';
afterEach(() => setUnfolded(key, false));

it('the estimated height is that of what is shown', () => {
  const folded = estimateRow(long, 600);
  setUnfolded(key, true);
  expect(estimateRow(long, 600) - folded).toBe(40 * 22);
});
