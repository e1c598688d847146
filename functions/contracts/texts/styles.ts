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

/** Addresses keep their characters. A reduced form of the site's search for links, which knows domains too. */
const addresses = /(?:https?:\/\/|www\.)[^\s*]+/g;

/** The text without the marks of its styles, for places that show plain text: lists, quotes, notifications. */
export const withoutStyles = (text: string): string => {
  if (!/[*_`]/.test(text)) return text;
  const code = findCode(text);
  let rest = text.replace(addresses, (address) => 'x'.repeat(address.length));
  for (const { start, end } of code) {
    rest = rest.slice(0, start) + 'x'.repeat(end - start) + rest.slice(end);
  }
  const marks = new Set<number>();
  for (const { start, from, to, end } of [...code, ...findEmphasis(rest)]) {
    for (let at = start; at < from; at++) marks.add(at);
    for (let at = to; at < end; at++) marks.add(at);
  }
  let shown = '';
  for (let at = 0; at < text.length; at++) if (!marks.has(at)) shown += text[at];
  return shown;
};
