import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { rangesOf, wordsOf } from '#contracts/texts/find-words.ts';
import { foldText } from '#contracts/texts/fold-text.ts';
import { excerptOf, matcherOf } from '#core/domain/message-search.ts';

const isFound = (query: string, content: string, ...filenames: string[]) =>
  matcherOf(wordsOf(query))({
    content,
    files: filenames.map((filename) => ({ filename, mime: 'text/plain' })),
  });

describe('a word is found', () => {
  test.each([
    ['muller', 'Frau Müller kommt'],
    ['MÜLLER', 'frau muller kommt'],
    ['müller', 'mu\u0308ller'],
    ['strasse', 'Hauptstraße 5'],
    ['straße', 'HAUPTSTRASSE 5'],
    ['ΟΔΟΣ', 'η οδος'],
    ['οδός', 'ΟΔΌΣ μας'],
    ['istanbul', 'İSTANBUL'],
    ['lodz', 'Łódź'],
    ['Łódź', 'lodz'],
    ['kobenhavn', 'København'],
    ['aerø', 'Ærø'],
    ['diyarbakir', 'DİYARBAKIR, Diyarbakır'],
    ['đakovo', 'Dakovo'],
    ['東京', '来月東京に行きます'],
    ['한국', '한국어'],
    ['ﬁsh', 'fish'],
    ['ｈｅｌｌｏ', 'hello'],
    ['سلام', 'سَلَامٌ'],
    ['שלום', 'שָׁלוֹם'],
    ['❤', 'thanks ❤️'],
    ['soft', 'so\u00adft'],
    ['dinner friday', 'Friday: dinner?'],
    ['invoice may', 'see the invoice', 'may.pdf'],
    ['2026', 'x', 'report-2026.pdf'],
    ["o'", "at five o'clock"],
  ])('if the query is %j and the text %j', (query, content, ...files) => {
    expect(isFound(query, content, ...files)).toBe(true);
  });

  test.each([
    ['friday lunch', 'Friday: dinner?'],
    ['한', '하늘'],
    ['x', ''],
  ])('not if the query is %j and the text %j', (query, content) => {
    expect(isFound(query, content)).toBe(false);
  });

  test('if any part of the text is the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (content, one, other) => {
        const [from, to] = [one, other]
          .map((n) => n % (content.length + 1))
          .toSorted((a, b) => a - b);
        const part = content.slice(from, to).toWellFormed();
        fc.pre(part === content.slice(from, to));
        // Half of a Hangul syllable in parts, or of a letter with its marks, is another letter.
        fc.pre(foldText(content).includes(foldText(part)));
        expect(isFound(part, content)).toBe(true);
      }),
    );
  });

  test('in its folded form, which is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (content) => {
        const folded = foldText(content.toWellFormed());
        expect(foldText(folded)).toBe(folded);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('ranges', () => {
  test.each([
    ['muller', 'Frau Müller', ['Müller']],
    ['muller', 'Frau Mu\u0308ller', ['Mu\u0308ller']],
    ['s', 'Straße', ['S', 'ß']],
    ['ana', 'bananana', ['ana', 'ana']],
    ['a b', 'abba', ['abba']],
    ['fi', 'ﬁsh', ['ﬁ']],
    ['lodz', 'aus Łódź', ['Łódź']],
    ['❤', 'a ❤️ b', ['❤️']],
    ['x', 'abc', []],
  ])('mark the words of %j in %j', (query, content, expected) => {
    const found = rangesOf(content, wordsOf(query));
    expect(found.map(({ start, end }) => content.slice(start, end))).toEqual(expected);
  });
});

describe('an excerpt', () => {
  const long = (word: string) => `${'before '.repeat(40)}${word}${' after'.repeat(40)}`;

  test('is the whole text, on one line, if it is short', () => {
    expect(excerptOf(' Hello,\n\n  Bob ', ['bob'])).toEqual({
      text: 'Hello, Bob',
      marks: [{ start: 7, end: 10 }],
    });
  });

  test('has the first match near its start, and begins with a whole word', () => {
    const { text, marks } = excerptOf(long('here'), ['here']);
    expect(text).toMatch(/^…before .*here after .*…$/);
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['here']);
    expect(marks[0]?.start).toBeLessThanOrEqual(limits.messageSearch.excerpt.before + 1);
  });

  test('has a maximum length, cuts no letter, and returns the marks of its own text', () => {
    const piece = fc.oneof(fc.constantFrom('here', '👨‍👩‍👧‍👦', 'u\u0308', ' ', '\n'), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const content = pieces.join('').toWellFormed();
        const { text, marks } = excerptOf(content, ['here']);
        expect(text.length).toBeLessThanOrEqual(limits.messageSearch.excerpt.units + 2);
        expect(text.isWellFormed()).toBe(true);
        for (const { start, end } of marks)
          expect(foldText(text.slice(start, end))).toContain('here');
        if (rangesOf(content.replace(/\s+/g, ' ').trim(), ['here']).length > 0) {
          expect(marks.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('does not cut a family emoji at its end', () => {
    const { text } = excerptOf(
      `${'x'.repeat(limits.messageSearch.excerpt.units - 3)}👨‍👩‍👧‍👦 end`,
      ['x'],
    );
    expect(text.endsWith('x…')).toBe(true);
  });
});
