import tlds from 'tlds' with { type: 'json' };

const current: ReadonlySet<string> = new Set(tlds);

/** Top-level domains that are more common as file extensions. */
const fileEndings = new Set(
  (
    'ac am as bz cab cc dds dot fish gd gs java la map md mk ml mm mo mobi mov ninja pl pm ' +
    'properties ps pub py rs sh so srt tf zip'
  ).split(' '),
);

/** "Hallo.Es geht": a full stop without a space, not a host. */
const isGlued = (host: string, tld: string): boolean =>
  tld !== tld.toLowerCase() && host !== host.toUpperCase();

const isCurrent = (tld: string): boolean => current.has(tld) || tld.startsWith('xn--');

/** Whether a word without a scheme is an address. If it could be a file name, only with a path. */
export const isBareAddress = (word: string): boolean => {
  const host = /^[^/?#]+/.exec(word)?.[0] ?? '';
  const written = host.slice(host.lastIndexOf('.') + 1);
  const tld = written.toLowerCase();
  if (!isCurrent(tld) || isGlued(host, written)) return false;
  return /^www\./i.test(host) || word.charAt(host.length) === '/' || !fileEndings.has(tld);
};

/** Like `isBareAddress`, for mail: "icon@2x.png" is a file. */
export const isBareMailAddress = (word: string): boolean =>
  isCurrent(word.slice(word.lastIndexOf('.') + 1).toLowerCase());

const ascii = /^[\da-z-]+$/;
/** Labels in one script, or in scripts that are used together; rules of Unicode TR 39. */
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
/** Words of these letters only look Latin, such as "аррӏе" in Cyrillic. */
const latinLike = /^[\d\-асԁеһіјӏорԛѕԝхуүъьҽпгѵѡкмтнвзαικνρυοτγηωεχβցհոսօ]+$/;

const isReadable = (label: string, tld: string): boolean =>
  ascii.test(label) ||
  (readable.some((pattern) => pattern.test(label)) && !(ascii.test(tld) && latinLike.test(label)));

/** The host to show: in ASCII if its letters could be mistaken for others. */
export const shownHost = (host: string, asciiHost: string): string => {
  const labels = host.normalize('NFKC').toLowerCase().split('.');
  const tld = labels.at(-1) ?? '';
  return labels.every((label) => isReadable(label, tld)) ? host : asciiHost;
};
