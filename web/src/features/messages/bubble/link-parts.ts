import type { Link } from './find-links.ts';

/** A part of a text; `url` is set if it is a link. */
export interface LinkPart {
  readonly text: string;
  readonly url: string | null;
}

/** A quick test: a text without any of these has no links. */
export const mayHaveLinks = (text: string): boolean => /[.@]\S|:\/\//.test(text);

/** Splits a text into links and the text between them. */
export const linkParts = (text: string, links: readonly Link[]): LinkPart[] => {
  const parts: LinkPart[] = [];
  let end = 0;
  for (const { from, to, url, label } of links) {
    if (from > end) parts.push({ text: text.slice(end, from), url: null });
    parts.push({ text: label, url });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end), url: null });
  return parts;
};
