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
const codes = /```(?!`)(?:[^\S\n]*\n)?([\s\S]+?)\n?```\n?|`([^`\n]+)`/g;

/**
 * The marks stand around words: not within one (`snake_case_name`, `2*3*4`), not in formulas (`(a)*(b)*(c)`), paths
 * and names (`src/*.ts`, `_config_.yml`), and not in faces (`^_^`). Where in doubt, a text stays as it is.
 */
const word = String.raw`\p{L}\p{M}\p{N}`;
const emphases: readonly (readonly [Style, RegExp])[] = [
  [
    'bold',
    new RegExp(
      String.raw`(?<![${word}\p{Sc}*\\/)\]}])\*(?![\s*/])([^*\n]*[^*\s])\*(?![${word}*])`,
      'gu',
    ),
  ],
  [
    'italic',
    new RegExp(
      String.raw`(?<![${word}\p{Sc}_\\/)\]}@#^<>=.-])_(?![\s_/])([^_\n]*[^_\s])_(?![${word}_@^<>=]|[-./\\][${word}])`,
      'gu',
    ),
  ],
];
/** More than punctuation: `*.*` and `*_*` stay. */
const hasWord = /[^\s\p{P}!-/:-@[-`{-~\p{DI}\p{Cf}]/u;
const isBlank = /^[\s\p{DI}\p{Cf}]*$/u;

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
    if (isBlank.test(inner)) return [];
    return [styledBy(block === undefined ? 'code' : 'block', match, inner)];
  });

const findStyle = (text: string, style: Style, pattern: RegExp): Styled[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [, inner = ''] = match;
    return hasWord.test(inner) ? [styledBy(style, match, inner)] : [];
  });

/** `*bold*` and `_italic_` in a text without links and code. */
export const findEmphasis = (text: string): Styled[] =>
  emphases.flatMap(([style, pattern]) => findStyle(text, style, pattern));

export const wholeOf = ({ start, end }: Styled) => [start, end] as const;

/** Fills sorted ranges with one character, so that a search finds nothing in them. */
export const filled = (
  text: string,
  ranges: readonly (readonly [from: number, to: number])[],
  character: ' ' | 'x',
): string => {
  let shown = '';
  let end = 0;
  for (const [from, to] of ranges) {
    shown += text.slice(end, from) + character.repeat(to - from);
    end = to;
  }
  return shown + text.slice(end);
};

/** Addresses keep their characters. A reduced form of the site's search for links, which knows domains too. */
const addresses =
  /(?<![\p{L}\p{N}.-])(?:https?:\/\/|www\.|[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}\/)[^\s*]+/gu;

const withoutAddresses = (text: string): string =>
  text.replace(addresses, (address: string, at: number) => {
    const last = address.lastIndexOf('_');
    const isClosed = text[at - 1] === '_' && !/[\p{L}\p{N}/]/u.test(address.slice(last));
    const length = isClosed ? last : address.length;
    return 'x'.repeat(length) + address.slice(length);
  });

/** A block is on separate lines, so in plain text each of its marks becomes a line break. */
const marksOf = ({ style, start, from, to, end }: Styled) => {
  const shown = style === 'block' ? '\n' : '';
  return [
    { from: start, to: from, shown },
    { from: to, to: end, shown },
  ];
};

/**
 * A text without the marks of its styles, for places that show plain text: lists, quotes, notifications, hits. They take
 * the whole text as it was written, since a part of it, or its lines put together, may have other marks.
 */
export const withoutStyles = (text: string): string => {
  if (!/[*_`]/.test(text)) return text;
  const code = findCode(text);
  const emphasis = findEmphasis(filled(withoutAddresses(text), code.map(wholeOf), 'x'));
  const marks = [...code, ...emphasis].flatMap(marksOf);
  let plain = '';
  let end = 0;
  for (const { from, to, shown } of marks.sort((one, other) => one.from - other.from)) {
    plain += text.slice(end, from) + shown;
    end = to;
  }
  return plain + text.slice(end);
};
