const maxLength = 60;
/** Long enough for any browser; bounds the patterns below. */
const maxUserAgent = 500;

/** The first match counts: most browsers also include the names of older ones. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/\bAppleWebKit\//, 'WebKit'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b|\biPod\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

const nameIn = (
  table: readonly (readonly [RegExp, string])[],
  userAgent: string,
): string | undefined => table.find(([pattern]) => pattern.test(userAgent))?.[1];

/** The product token of an API client (`curl/8.5.0`) without its version. */
const productOf = (userAgent: string): string | undefined =>
  userAgent.match(/^[A-Za-z0-9][A-Za-z0-9._-]*/)?.[0].slice(0, maxLength);

/**
 * A device name from a `User-Agent`: browser and system (`Firefox, Linux`), the product of an API client
 * (`curl`), or empty. Nothing else is taken from the header.
 */
export const deviceOf = (userAgent: string | undefined): string => {
  const text = (userAgent ?? '').slice(0, maxUserAgent).trim();
  const browser = text.startsWith('Mozilla/') ? nameIn(browsers, text) : undefined;
  if (browser === undefined) return text.startsWith('Mozilla/') ? '' : (productOf(text) ?? '');
  const system = nameIn(systems, text);
  return system === undefined ? browser : `${browser}, ${system}`;
};
