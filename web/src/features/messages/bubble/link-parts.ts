import type { Link } from './find-links.ts';

/** A piece of a text: `url` is set where it is a link. */
export interface LinkPart {
  readonly text: string;
  readonly url: string | null;
}

/** Nothing that lacks all of these is a link: most texts need not be looked through. */
export const mayHaveLinks = (text: string): boolean => /[.@]\S|:\/\//.test(text);

/** A text in pieces, links apart. */
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
