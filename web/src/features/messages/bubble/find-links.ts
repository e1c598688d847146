import { LinkifyIt } from 'linkify-it';
import { isBareAddress, isBareMailAddress, shownHost } from './link-hosts.ts';

/** A link in a text; `from` and `to` are UTF-16 units. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly url: string;
  /** The shown text: the original, unless that could disguise the target. */
  readonly label: string;
}

/** Schemes of links; all others stay text. */
const safe = new Set(['http:', 'https:', 'mailto:']);

/** Any word that could be a top-level domain; `isBareAddress` filters them. */
const anyTld = '[a-z\\u00a1-\\u1fff\\u2c00-\\ud7ff]{2,63}';
const finder = new LinkifyIt({ fuzzyLink: true, urlAuth: true, tlds: [anyTld] })
  .add('ftp:', null)
  .add('//', null);

/**
 * Markup of chats and mails (such as `*` or `_`) around an address. Begins at the first of several marks, and
 * the address has a limit: otherwise a long text of marks takes seconds.
 */
const marked =
  /(?<![\p{L}\p{N}_/.:@*~|`-])([_*~|`]+)([\p{L}\p{N}](?:\S{0,2000}?[\p{L}\p{N}/])?)([_*~|`]+)(?![\p{L}\p{N}])/gu;
const withoutMarkup = (text: string): string =>
  text.replace(
    marked,
    (_, before: string, inner: string, behind: string) =>
      ' '.repeat(before.length) + inner + ' '.repeat(behind.length),
  );

/**
 * An address without characters that addresses cannot contain, and without trailing punctuation
 * that has no opening counterpart.
 */
const addressIn = (raw: string): string =>
  (raw.split(/["<>|`]/, 1)[0] ?? '').replace(/[*~.,;:!?]+$/, '');

/** Invisible characters, which can also reverse the text after them. */
const unseen = /[\p{DI}\p{Cf}\p{Zl}\p{Zp}\u2800]/gu;
const hostOf = /^(?:https?:\/\/)?([^/?#:[\]\\]+)/i;

const labelOf = (address: string, { hostname, protocol }: URL): string => {
  const host = protocol === 'mailto:' ? undefined : hostOf.exec(address)?.[1];
  const shown =
    host === undefined ? address : address.replace(host, () => shownHost(host, hostname));
  return shown.replace(unseen, encodeURIComponent);
};

/**
 * `https://name:secret@host`, and `https://bank.example@host`, whose host is the part behind the @.
 */
const hasUserInfo = (url: URL, rest: string): boolean =>
  url.protocol !== 'mailto:' &&
  (url.username !== '' ||
    url.password !== '' ||
    (url.pathname === '/' && /^[^\s/?#@]{0,2000}@/.test(rest)));

/**
 * Whether the URL's host is longer than what was found, because browsers read a full-width dot as a
 * dot.
 */
const isCutHost = ({ hostname, pathname }: URL, rest: string): boolean =>
  pathname === '/' &&
  /^[.\u3002\uff0e\uff61]+[\p{L}\p{N}]/u.test(rest) &&
  (!hostname.includes('.') || /^[\uff0e\uff61]/.test(rest));

/** Whether the scheme is written out, or the text may be an address without one. */
const isAddress = (schema: string, address: string): boolean => {
  if (schema !== '' && address.toLowerCase().startsWith(schema)) return true;
  return schema === 'mailto:' ? isBareMailAddress(address) : isBareAddress(address);
};

/** The URL that a click may open; null if it may not. */
const safeUrl = (href: string): URL | null => {
  const url = URL.parse(href);
  return url && safe.has(url.protocol) ? url : null;
};

/** Is an `_` before this position open, so that one after it closes it? */
const isItalicAt = (text: string, at: number): boolean =>
  /(?<![\p{L}\p{N}_])_(?!\s)[^_\n]*$/u.test(text.slice(0, at));

/** The links of a text in order: addresses with and without a scheme, and e-mail addresses. */
export const findLinks = (text: string): Link[] => {
  const links: Link[] = [];
  /** Nothing before this position is a link: it belongs to a rejected address. */
  let start = 0;
  for (const { index: from, raw, schema, url: found } of finder.match(withoutMarkup(text)) ?? []) {
    if (from < start) continue;
    const whole = addressIn(raw);
    // Of several words in italics, the last one is an address.
    const isMarked = whole.endsWith('_') && isItalicAt(text, from);
    const address = isMarked ? whole.slice(0, -1) : whole;
    const to = from + address.length;
    const href = found.slice(0, found.length - (raw.length - address.length));
    const url = safeUrl(href);
    if (!url || !isAddress(schema, address)) continue;
    const rest = text.slice(to);
    if (hasUserInfo(url, rest) || isCutHost(url, rest)) {
      start = to + (/^\S*/.exec(rest)?.[0].length ?? 0);
      continue;
    }
    links.push({ from, to, url: href, label: labelOf(address, url) });
  }
  return links;
};
