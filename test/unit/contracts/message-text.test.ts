import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageText } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import { normalizeText } from '#contracts/texts/message-text.ts';

const refusal = (text: unknown): string | undefined =>
  MessageText.safeParse(text).error?.issues[0]?.message;
const codes = (text: string): string =>
  [...text].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16)}`).join(' ');

describe('a line end', () => {
  test.each(['\r\n', '\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'is stored as LF: %j',
    (end) => {
      expect(MessageText.parse(`a${end}b`)).toBe('a\nb');
      expect(MessageText.parse(`a${end}${end}b`)).toBe('a\n\nb');
    },
  );

  test('is stored once for each kind, in order', () => {
    expect(MessageText.parse('a\r\n\rb\n\rc')).toBe('a\n\nb\n\nc');
  });
});

describe('a text without a visible character', () => {
  const blanks = [
    ' ',
    '\t \n',
    '\u00a0',
    '\u1680',
    '\u2003\u3000',
    '\u2800',
    '\u2800\n\u2800',
    '\u200b',
    '\u3164',
    '\uffa0',
    '\u115f\u1160',
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u180e',
    '\u{1d159}',
    '\u{13441}',
    '\ufffc',
    '\u{16fe4}',
    '\u200d',
    '\u200c\u200d',
    '\ufeff',
    '\u2060\u2063',
    '\ufe0f',
    '\u{e0100}',
    '\u{e0061}\u{e007f}',
    '\u202e\u202c',
    '\u2066\u2069',
    '\ufff9\ufffb',
    '\u0007\u001b',
    '\u0085',
    '\u2028',
    '\r\n',
  ];
  test.each(blanks.map((text) => [codes(text), text]))('%s is refused', (_, text) => {
    expect(refusal(text)).toBe('must have a visible character');
    expect(refusal(`${text}.`)).toBeUndefined();
  });

  test('is detected without false positives', () => {
    for (const text of [
      '.',
      '0',
      '\u06dd',
      '\u0601',
      '\u0301',
      '😀',
      '\ufffd',
      '\u05d0',
      '\u{1f1e9}',
    ]) {
      expect(refusal(text), codes(text)).toBeUndefined();
    }
  });
});

describe('invisible characters', () => {
  test.each([
    ['an override', 'invoice\u202efdp.zip', 'invoicefdp.zip'],
    ['embeddings', 'a\u202ab\u202bc\u202cd\u202de', 'abcde'],
    ['isolates', 'a\u2066b\u2067c\u2068d\u2069e', 'abcde'],
    ['marks of direction', 'a\u200eb\u200fc\u061cd', 'abcd'],
    ['zero-widths', 'pay\u200bpal\u2060.\ufeffcom', 'paypal.com'],
    ['a joiner between digits', '1\u200d2\u200c3', '123'],
    ['joiners in a row', 'a\u200d\u200d\u200cb', 'ab'],
    ['a soft hyphen', 'exam\u00adple', 'example'],
    ['tags', 'a\u{e0061}\u{e0062}\u{e007f}', 'a'],
    ['controls', 'a\u0001b\u001b[31mc\u007fd\u009be', 'ab[31mcde'],
  ])('are removed: %s', (_, typed, stored) => {
    expect(MessageText.parse(typed)).toBe(stored);
  });

  test.each([
    ['a family', '👩\u200d👩\u200d👧'],
    ['a skin and a profession', '👩🏽\u200d🚀'],
    ['a flag of many parts', '🏳\ufe0f\u200d🌈'],
    ['a heart on fire', '❤\ufe0f\u200d🔥'],
    ['a flag of tags', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['a variant of an ideograph', '葛\u{e0100}'],
    ['Persian', 'می\u200cخواهم'],
    ['a conjunct of Devanagari', 'क\u094d\u200dष'],
    ['a heh that ends a word, for a year', 'ه\u200d.ش'],
    ['an old chillu of Malayalam', 'ന\u0d4d\u200d'],
    ['a vowel of Mongolian', 'ᠬᠠᠷ\u180eᠠ'],
    ['tabs and line feeds', 'a\tb\nc'],
    ['spaces at both ends', '  a  '],
    ['a right-to-left text', 'שלום, עולם!'],
  ])('are kept where they join or vary characters: %s', (_, text) => {
    expect(MessageText.parse(text)).toBe(text);
  });
});

test('the length limit applies to the normalised text', () => {
  const { maxLength } = limits.message;
  expect(refusal(`${'a\r\n'.repeat(maxLength / 2)}`)).toBeUndefined();
  expect(refusal(`${'\u200b'.repeat(100)}${'x'.repeat(maxLength)}`)).toBeUndefined();
  for (const one of ['x', '\u200b', '\r\n']) {
    expect(refusal(one.repeat(maxLength * 4 + 1))).toMatch(/characters long/);
  }
  expect(refusal('x'.repeat(maxLength + 1))).toMatch(/characters long/);
});

test('invalid types are still refused', () => {
  for (const text of ['', '\ud83d', 'a\0b', 7, null]) expect(refusal(text)).toBeDefined();
});

test('normalising a stored text does not change it', () => {
  const unit = fc.oneof(
    fc.constantFrom('a', '1', ' ', '\r', '\n', '\u200b', '\u200c', '\u200d', '\ufe0f', '😀', '🏽'),
    fc.constantFrom('\u{1f3f4}', '\u{e0067}', '\u{e007f}', '\u202e', '\u0301', '\u094d', '\u0001'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { size: 'max', maxLength: 60 }), (units) => {
      const stored = normalizeText(units.join(''));
      return normalizeText(stored) === stored;
    }),
    { numRuns: 200 },
  );
});
