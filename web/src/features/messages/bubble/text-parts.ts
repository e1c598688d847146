import {
  filled,
  findCode,
  findEmphasis,
  type Style,
  type Styled,
  wholeOf,
} from '#contracts/texts/styles.ts';
import type { Link } from './find-links.ts';
import { findLinks } from './find-links.ts';

/** A part of a text as it is shown: `url` is set if it is a link. */
export interface TextPart {
  readonly text: string;
  readonly url: string | null;
  /** From the outermost to the innermost. */
  readonly styles: readonly Style[];
  /** A mark of a style, which is only copied. Those of a block are left out: a block has always the same. */
  readonly isMark?: true;
}

const rangeOf = ({ from, to }: Link) => [from, to] as const;

const isMark = ({ from, to }: Styled, at: number): boolean => at < from || at >= to;

/** Cuts the text wherever a link, a style or a mark begins or ends. Takes time by the length of the text. */
const cutText = (text: string, links: readonly Link[], styled: readonly Styled[]): TextPart[] => {
  const edges = [
    ...links.flatMap(rangeOf),
    ...styled.flatMap(({ start, from, to, end }) => [start, from, to, end]),
  ];
  const cuts = [...new Set([0, ...edges, text.length])].toSorted((one, other) => one - other);
  const waiting = styled.toSorted((one, other) => other.start - one.start);
  const linkAt = new Map(links.map((link) => [link.from, link]));
  const parts: TextPart[] = [];
  let current: Styled[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    while ((waiting.at(-1)?.start ?? text.length) <= from) current.push(...waiting.splice(-1));
    current = current.filter(({ end }) => end > from);
    const marked = current.filter((one) => isMark(one, from));
    if (marked.length > 0) {
      if (marked.every(({ style }) => style === 'block')) continue;
      parts.push({ text: text.slice(from, cuts[index + 1]), url: null, styles: [], isMark: true });
      continue;
    }
    const link = linkAt.get(from);
    parts.push({
      text: link?.label ?? text.slice(from, cuts[index + 1]),
      url: link?.url ?? null,
      styles: current.map(({ style }) => style),
    });
  }
  return parts;
};

/** Splits a text into links, styled parts, marks of styles, and what is between them. */
export const textParts = (text: string): TextPart[] => {
  const code = findCode(text);
  const links = findLinks(filled(text, code.map(wholeOf), ' '));
  const hidden = [...code.map(wholeOf), ...links.map(rangeOf)];
  hidden.sort(([one], [other]) => one - other);
  return cutText(text, links, [...code, ...findEmphasis(filled(text, hidden, 'x'))]);
};
