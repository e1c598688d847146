/** Longer than any path of the site. */
const MAX_LENGTH = 2_000;

/**
 * The path of a link, or `/` if it leads to another origin. Parsed before the comparison, because
 * browsers read `/\\evil` and a tab between slashes as `//evil`; checked again afterwards, because
 * `/.//evil` becomes that.
 */
export const ownPath = (wanted: string | null, origin = globalThis.location.origin): string => {
  if (!wanted?.startsWith('/') || wanted.length > MAX_LENGTH) return '/';
  const url = URL.parse(wanted, origin);
  if (url?.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
};
