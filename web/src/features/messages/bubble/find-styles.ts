/** A style of a part of a text; `block` is code of several lines. */
export type Style = 'bold' | 'italic' | 'code' | 'block';

/** A styled part: its marks are from `start` to `from` and from `to` to `end`, in UTF-16 units. */
export interface Styled {
  readonly style: Style;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** ```` ``` ```` with a line break or without, then `` ` `` within a line. */
const codes = /```(?!`)[^\S\n]*\n?([\s\S]+?)\n?```\n?|`([^`\n]+)`/g;
/** The marks stand around words, not within one: `snake_case_name` and `2*3*4` have none. */
const emphases: readonly (readonly [Style, RegExp])[] = [
  ['bold', /(?<![\p{L}\p{N}*\\])\*(?![\s*])([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/gu],
  ['italic', /(?<![\p{L}\p{N}_\\])_(?![\s_])([^_\n]*[^_\s])_(?![\p{L}\p{N}_])/gu],
];

const styledBy = (style: Style, match: RegExpExecArray, inner: string): Styled => {
  const [all] = match;
  const start = match.index;
  const from = start + all.indexOf(inner, style === 'block' ? 3 : 1);
  return { style, start, from, to: from + inner.length, end: start + all.length };
};

/** The code in a text: nothing in it is styled or a link. */
export const findCode = (text: string): Styled[] =>
  [...text.matchAll(codes)].flatMap((match) => {
    const [, block, inline] = match;
    const inner = block ?? inline ?? '';
    if (inner.trim() === '') return [];
    return [styledBy(block === undefined ? 'code' : 'block', match, inner)];
  });

/** `*bold*` and `_italic_` in a text without links and code. */
export const findEmphasis = (text: string): Styled[] =>
  emphases.flatMap(([style, pattern]) =>
    [...text.matchAll(pattern)].map((match) => styledBy(style, match, match[1] ?? '')),
  );
