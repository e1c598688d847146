import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutStyles } from '#contracts/texts/styles.ts';
import { FormattedText } from '#site/features/messages/bubble/formatted-text.tsx';
import { textParts } from '#site/features/messages/bubble/text-parts.ts';

/** The parts as marked text: `B[bold]`. */
const letters = { bold: 'B', italic: 'I', code: 'C', block: 'P' } as const;
const shown = (text: string): string =>
  textParts(text)
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
])('%j has no styles', (text) => {
  expect(shown(text)).toBe(text);
});

it('without its marks no text is lost, in any combination', () => {
  const piece = fc.constantFrom('*', '_', '`', '```', 'a', ' ', '\n', 'b.', 'https://x.org');
  const withoutMarks = (text: string): string => text.replaceAll(/[*_`\s]/g, '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const parts = textParts(text);
      if (!text.includes('//')) {
        expect(withoutStyles(text)).toBe(parts.map((part) => part.text).join(''));
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
])('in plain text, %j is %j', (text, plain) => {
  expect(withoutStyles(text)).toBe(plain);
});

it.each(['*a* ', '`', '```a', '*_', '_a', '*a ', '*a,', '`a\\n', '```\\n'])(
  'a long text of only %j is split at once',
  (piece) => {
    const text = piece.repeat(16_000 / piece.length);
    /** The fastest of some runs, since other processes delay some. */
    const times = Array.from({ length: 5 }, () => {
      const from = performance.now();
      textParts(text);
      withoutStyles(text);
      return performance.now() - from;
    });

    // Measured: at most 80. An expression that takes time by the square of the length needs over 600.
    expect(Math.min(...times)).toBeLessThan(400);
  },
);

it('styles are elements, and a text is never markup', () => {
  const { container } = render(<FormattedText text="*b* _i_ `c` <b>x</b>" />);

  expect([...container.children].map(({ tagName }) => tagName)).toEqual(['STRONG', 'EM', 'CODE']);
  expect(container.textContent).toBe('b i c <b>x</b>');
});
