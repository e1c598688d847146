const KEY = 'parley-reloaded-at';
/** A part that is missing after a reload, too, is missing for good. */
const NOT_AGAIN_MS = 60_000;
/**
 * Whoever leaves a page cancels what it still loads, and Firefox reports that as missing parts. A reload then would
 * cancel the way to the next page: by this time the page is gone.
 */
const LEAVING_MS = 2_000;

const isAgain = (): boolean => {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  sessionStorage.setItem(KEY, String(Date.now()));
  return Date.now() - last < NOT_AGAIN_MS;
};

const isServerThere = async (): Promise<boolean> =>
  (await fetch('/api/health', { cache: 'no-store' })).ok;

const reload = async (): Promise<void> => {
  if (isAgain() || !(await isServerThere())) return;
  setTimeout(() => globalThis.location.reload(), LEAVING_MS);
};

/**
 * A part of the site that is loaded later is gone when the site was renewed meanwhile: the page is loaded
 * again, once. Without the server that would help nobody.
 */
export const followMissingParts = (): void => {
  globalThis.addEventListener('vite:preloadError', () => void reload().catch(() => undefined));
};
