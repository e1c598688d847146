import tlds from 'tlds' with { type: 'json' };

const current: ReadonlySet<string> = new Set(tlds);

/** Domains of the first level that people write at the end of a file's name more often than of a site's. */
const fileEndings = new Set(
  (
    'ac am as bz cab cc dds dot fish gd gs java la map md mk ml mm mo mobi mov ninja pl pm ' +
    'properties ps pub py rs sh so srt tf zip'
  ).split(' '),
);

/** "Hallo.Es geht": a full stop without its space, and no host. */
const isGlued = (host: string, tld: string): boolean =>
  tld !== tld.toLowerCase() && host !== host.toUpperCase();

const isCurrent = (tld: string): boolean => current.has(tld) || tld.startsWith('xn--');

/** May a word that nothing else marks as an address be one? Only with a path where it could be a file. */
export const isBareAddress = (word: string): boolean => {
  const host = /^[^/?#]+/.exec(word)?.[0] ?? '';
  const written = host.slice(host.lastIndexOf('.') + 1);
  const tld = written.toLowerCase();
  if (!isCurrent(tld) || isGlued(host, written)) return false;
  return /^www\./i.test(host) || word.charAt(host.length) === '/' || !fileEndings.has(tld);
};

/** As `isBareAddress` for mail: "icon@2x.png" is a file. */
export const isBareMailAddress = (word: string): boolean =>
  isCurrent(word.slice(word.lastIndexOf('.') + 1).toLowerCase());

const ascii = /^[\da-z-]+$/;
/** Labels of one script, and of the scripts that are written together; the rules of Unicode TR 39. */
const readable = [
  // Without letters that look like others: dotless i, kra.
  /^[\da-z\-ß-öø-ÿĀ-İĲ-ķĹ-ž]+$/,
  /^[\da-z\-\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}ー]+$/u,
  /^[\da-z\-\p{sc=Han}\p{sc=Hangul}]+$/u,
  ...[
    'Arabic',
    'Armenian',
    'Bengali',
    'Cyrillic',
    'Devanagari',
    'Georgian',
    'Greek',
    'Gujarati',
    'Hebrew',
    'Tamil',
    'Thai',
  ].map((script) => new RegExp(`^[\\d\\-\\p{sc=${script}}\\p{Mn}]+$`, 'u')),
];
/** Words made of these alone read as Latin ones, such as "аррӏе" in Cyrillic. */
const latinLike = /^[\d\-асԁеһіјӏорԛѕԝхуүъьҽпгѵѡкмтнвзαικνρυοτγηωεχβցհոսօ]+$/;

const isReadable = (label: string, tld: string): boolean =>
  ascii.test(label) ||
  (readable.some((pattern) => pattern.test(label)) && !(ascii.test(tld) && latinLike.test(label)));

/** A host as it may be shown: in ASCII where letters could be taken for others. */
export const shownHost = (host: string, asciiHost: string): string => {
  const labels = host.normalize('NFKC').toLowerCase().split('.');
  const tld = labels.at(-1) ?? '';
  return labels.every((label) => isReadable(label, tld)) ? host : asciiHost;
};
