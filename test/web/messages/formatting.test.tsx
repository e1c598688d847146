import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasVisible } from '#contracts/texts/invisible.ts';
import { previewOf } from '#contracts/texts/preview.ts';
import { withoutStyles } from '#contracts/texts/styles.ts';
import { FormattedText } from '#site/features/messages/bubble/formatted-text.tsx';
import { textParts } from '#site/features/messages/bubble/text-parts.ts';

/** The parts as marked text: `B[bold]`. */
const letters = { bold: 'B', italic: 'I', code: 'C', block: 'P' } as const;
const visible = (text: string) => textParts(text).filter(({ isMark }) => !isMark);
/** As plain text: a block has lines for itself. */
const plain = (text: string): string =>
  visible(text)
    .map(({ text: part, styles }) => (styles.includes('block') ? `\n${part}\n` : part))
    .join('');
const shown = (text: string): string =>
  visible(text)
    .map(({ text: part, url, styles }) => {
      const styled = styles.reduceRight((inner, style) => `${letters[style]}[${inner}]`, part);
      return url === null ? styled : `L(${styled})`;
    })
    .join('');

it.each([
  ['a *bold* word', 'a B[bold] word'],
  ['*two words*, and more', 'B[two words], and more'],
  ['(*bold*)!', '(B[bold])!'],
  ['_italic_ and *bold*', 'I[italic] and B[bold]'],
  ['*a _b_ c*', 'B[a ]B[I[b]]B[ c]'],
  ['_*both*_', 'I[B[both]]'],
  ['run `npm start` now', 'run C[npm start] now'],
  ['`*not bold*`', 'C[*not bold*]'],
  ['*bold with `code`*', 'B[bold with ]B[C[code]]'],
  ['```\none\n  two\n```', 'P[one\n  two]'],
  ['before\n```\ncode\n```\nafter', 'before\nP[code]after'],
  ['```one line```', 'P[one line]'],
  ['```\n`a` *b* https://example.org\n```', 'P[`a` *b* https://example.org]'],
  ['*https://example.org/a_b_c*', 'L(B[https://example.org/a_b_c])'],
  ['see `example.org`', 'see C[example.org]'],
  ['*fett* und *größer*', 'B[fett] und B[größer]'],
  ['*太字*', 'B[太字]'],
  ['*שלום* עולם', 'B[שלום] עולם'],
  ['🎉*party*🎉', '🎉B[party]🎉'],
  ['nicht-*kursiv*, (*so*)', 'nicht-B[kursiv], (B[so])'],
  ['_see https://example.org/a_', 'I[see ]L(I[https://example.org/a])'],
  ['https://example.org/a_', 'L(https://example.org/a_)'],
])('%j is shown as %j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

it.each([
  '2*3*4',
  'snake_case_name',
  '* a list',
  '*  *',
  '*a\nb*',
  '5 * 3 = 15 * 1',
  '**',
  '__init__',
  '``',
  '` `',
  '```\n```',
  'a*b*',
  '*open',
  'file_name and other_name',
  '¯\\_(ツ)_/¯',
  '*_*',
  '(*_*)',
  '^_^ and ^_^',
  '>_< or -_-, or -_-',
  'del *.* now',
  'ls */x/*',
  '/*comment*/',
  '(a+1)*(b+2)*(c+3)',
  '_config_.yml',
  'src/_a_/b',
  '#_tag_',
  '_ada_@example.org',
  '*\u200b*',
  '`\u00ad`',
  'e\u0301*b*',
  '*b*\u0301',
  'का*ब*',
  '*a\r\nb*',
])('%j has no styles', (text) => {
  expect(shown(text)).toBe(text);
});

it('without its marks no text is lost, in any combination', () => {
  const piece = fc.constantFrom('*', '_', '`', '```', 'a', ' ', '\n', 'b.', 'https://x.org');
  const withoutMarks = (text: string): string => text.replaceAll(/[*_`\s]/g, '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const parts = visible(text);
      if (!text.includes('//')) {
        expect(withoutStyles(text)).toBe(plain(text));
      }
      expect(withoutMarks(parts.map((part) => part.text).join(''))).toBe(withoutMarks(text));
      expect(parts.every((part) => part.text !== '')).toBe(true);
    }),
    { seed: 1, numRuns: 2_000 },
  );
});

it.each([
  ['*See* https://example.org/_a_ and `x_y_z`', 'See https://example.org/_a_ and x_y_z'],
  ['*https://example.org/a*', 'https://example.org/a'],
  ['2*3*4 and snake_case', '2*3*4 and snake_case'],
  ['_https://example.org/a_', 'https://example.org/a'],
  ['see _https://example.org/a_.', 'see https://example.org/a.'],
  ['example.org/_a_/b', 'example.org/_a_/b'],
  ['Rated *****', 'Rated *****'],
])('in plain text, %j is %j', (text, plain) => {
  expect(withoutStyles(text)).toBe(plain);
});

const long = 'word '.repeat(80);
it.each([
  ['*a\nb*', '*a b*'],
  ['*a*\n*b*', 'a b'],
  ['_a\n\nb_ and *c*', '_a b_ and c'],
  ['`a\nb`', '`a b`'],
  ['```\none\n  two\n```\nthree', 'one two three'],
  ['```a\n*b*```', 'a *b*'],
  ['`*a*`', '*a*'],
  ['*🎉 a* 🎉_b_', '🎉 a 🎉b'],
  ['*שלום\nעולם*', '*שלום עולם*'],
  ['*שלום* עולם', 'שלום עולם'],
  ['https://example.org/_a_\n_b_', 'https://example.org/_a_ b'],
  [`*${long.trim()}*`, `${long.slice(0, 199)}…`],
  [`*${long}`, `*${long.slice(0, 198)}…`],
  [`an _important ${long.trim()}_`, `an important ${long.slice(0, 186)}…`],
])('the preview of %j has the marks that its dialog shows', (text, preview) => {
  expect(previewOf(text)).toBe(preview);
});

it('what is shown of a text is the start of what its dialog shows, on one line', () => {
  const piece = fc.constantFrom('*', '_', '`', '```', 'a', ' ', '\n', 'b.', '🎉', 'א', '(');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(previewOf(text)).toBe(plain(text).replace(/\s+/g, ' ').trim());
    }),
    { seed: 3, numRuns: 2_000 },
  );
});

it('a copy of what is shown has the text as it was typed', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '`',
    'a',
    ' ',
    '\n',
    'b.',
    '\u0301',
    '🎉',
    'א',
    '(',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      fc.pre(!text.includes('```'));
      const parts = textParts(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      expect(
        visible(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(withoutStyles(text));
      // A text that somebody sees does not disappear.
      expect(hasVisible(withoutStyles(text))).toBe(hasVisible(text));
    }),
    { seed: 2, numRuns: 2_000 },
  );
});

it.each([
  '*a* ',
  '`',
  '```a',
  '*_',
  '_a',
  '*a ',
  '*a,',
  '`a\\n',
  '```\\n',
  '\u200b*',
  '_https://x.org/a_ ',
  '[a](b.de)',
  'a@',
  '://',
])('a text of only %j that is four times as long takes about four times as long', (piece) => {
  /** Milliseconds of this thread, which do not depend on other processes. */
  const took = (length: number): number => {
    const text = piece.repeat(length / piece.length);
    const from = process.threadCpuUsage();
    textParts(text);
    withoutStyles(text);
    const { user, system } = process.threadCpuUsage(from);
    return (user + system) / 1_000;
  };
  took(12_000);
  // In turns: the processor may become slower meanwhile.
  const runs = Array.from({ length: 5 }, () => [took(12_000), took(48_000)] as const);
  const fastest = (at: 0 | 1) => Math.min(...runs.map((run) => run[at]));

  // A time by the square of the length is 16 times as long. Less than 20 ms is too short to compare.
  expect(fastest(1)).toBeLessThan(10 * Math.max(20, fastest(0)));
});

it('styles are elements, and a text is never markup', () => {
  const { container } = render(<FormattedText text="*b* _i_ `c` <b>x</b>" />);

  const styled = [...container.querySelectorAll('strong, em, code')];
  expect(styled.map(({ tagName, textContent }) => [tagName, textContent])).toEqual([
    ['STRONG', 'b'],
    ['EM', 'i'],
    ['CODE', 'c'],
  ]);
  expect(container.textContent).toBe('*b* _i_ `c` <b>x</b>');
  expect(container.querySelectorAll('[aria-hidden=true]')).toHaveLength(6);
});
