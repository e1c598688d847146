import { expect, it } from 'vitest';
import { countEmojiOnly } from '#site/features/messages/bubble/emoji-only.ts';
import { mayHaveFormat } from '#site/features/messages/bubble/use-formatted-text.ts';

it.each([
  ['🎉', 1],
  ['👩‍👩‍👧 🇩🇪\n1️⃣', 3],
  ['ℹ️', 1],
  ['©️ Ⓜ️', 2],
  ['🎉 party', null],
  ['é', null],
  ['42', null],
  ['“”', null],
  [' ', null],
  ['🎉🎉🎉🎉🎉🎉🎉', null],
])('%j has only emoji, in this number: %j', (text, count) => {
  expect(countEmojiOnly(text)).toBe(count);
});

it.each([
  ['see example.com', true],
  ['http://localhost', true],
  ['ada@example.org', true],
  ['mailto:ada@example.org', true],
  ['At 10:30. Fine?', false],
  ['well: no :)', false],
  ['very *bold*', true],
  ['2 * 3', true],
])('%j may have links or styles: %j', (text, may) => {
  expect(mayHaveFormat(text)).toBe(may);
});
