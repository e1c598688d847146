import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeName } from '#contracts/filenames.ts';
import { cutText } from '#contracts/texts/cut-text.ts';
import { previewOf } from '#contracts/texts/preview.ts';

const segmenter = new Intl.Segmenter();
const graphemesOf = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment);

const family = '👩‍👩‍👧‍👦';
const scotland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
const pieces = [
  'a',
  ' ',
  '€',
  '🎉',
  '🇩🇪',
  family,
  scotland,
  '👍🏽',
  'e\u0301',
  '1️⃣',
  'क्षि',
  '각',
  '\r\n',
];

describe('cutText', () => {
  test.each([family, scotland, '🇩🇪', '👍🏽', 'e\u0301', '1️⃣', '🎉'])(
    'keeps or drops %j as a whole',
    (piece) => {
      for (let before = 0; before < 12; before++) {
        const cut = cutText(`${'x'.repeat(before)}${piece}${'y'.repeat(20)}`, { maxLength: 12 });
        const rest = cut.slice(before, -1);
        expect(['', piece].includes(rest.replace(/[xy]+/g, '')), cut).toBe(true);
      }
    },
  );

  test('returns the start, in whole graphemes and within both bounds', () => {
    const text = fc
      .array(fc.constantFrom(...pieces), { size: 'max', maxLength: 80 })
      .map((parts) => parts.join(''));
    const bound = fc.record({
      maxLength: fc.integer({ min: 12, max: 60 }),
      maxBytes: fc.integer({ min: 40, max: 120 }),
    });
    fc.assert(
      fc.property(text, bound, (content, { maxLength, maxBytes }) => {
        const cut = cutText(content, { maxLength, maxBytes });
        expect([...cut].length).toBeLessThanOrEqual(maxLength);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
        if (cut === content) return;
        const kept = graphemesOf(cut.slice(0, -1));
        expect(cut.endsWith('…')).toBe(true);
        expect(graphemesOf(content).slice(0, kept.length)).toEqual(kept);
        const next = graphemesOf(content)[kept.length] ?? '';
        const longer = cut.slice(0, -1) + next;
        const isFull =
          [...longer].length > maxLength - 1 || Buffer.byteLength(longer) > maxBytes - 3;
        expect(isFull).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('cuts a letter with an endless number of marks', () => {
    const cut = previewOf(`e${'\u0301'.repeat(4_095)}`);
    expect([...cut].length).toBeLessThanOrEqual(200);
    expect(cut).toMatch(/^e\u0301+…$/);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(400);
  });

  test('reads no more of a text than fits', () => {
    const seen: string[] = [];
    const segment = Intl.Segmenter.prototype.segment;
    Intl.Segmenter.prototype.segment = function (text) {
      seen.push(text);
      return segment.call(this, text);
    };
    try {
      cutText('🎉'.repeat(1_000_000), { maxLength: 200 });
    } finally {
      Intl.Segmenter.prototype.segment = segment;
    }
    expect(seen.map(({ length }) => length)).toEqual([400]);
  });

  test('accepts lone surrogates', () => {
    expect(cutText('\ud83d'.repeat(300), { maxLength: 200 }).length).toBe(200);
  });
});

test('a file name is cut between graphemes, and keeps its extension', () => {
  for (let before = 240; before < 252; before++) {
    const name = safeName(`${'x'.repeat(before)}${family}${'y'.repeat(9)}.pdf`, 'application/pdf');
    expect([...name].length).toBeLessThanOrEqual(255);
    expect(name).toMatch(new RegExp(`^x+(${family})?y*\\.pdf$`, 'u'));
  }
});
