import { LinkifyIt } from 'linkify-it';

/** A part of a text that leads somewhere: places are UTF-16 units. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

/** Schemes that a click may follow: whatever else a text names stays text. */
const safe = new Set(['http:', 'https:', 'mailto:']);

const finder = new LinkifyIt({ fuzzyLink: true }).add('ftp:', null).add('//', null);

const isSafe = (url: string): boolean => URL.canParse(url) && safe.has(new URL(url).protocol);

/** Links of a text in order: addresses with and without a scheme, and e-mail addresses. */
export const findLinks = (text: string): Link[] =>
  (finder.match(text) ?? [])
    .filter(({ url }) => isSafe(url))
    .map(({ index, lastIndex, url }) => ({ from: index, to: lastIndex, url }));
