import { isServerThere } from '../lib/parts/until-loaded.ts';

const KEY = 'parley-reloaded-at';
/** A script that is still missing after a reload is missing for good. */
const NOT_AGAIN_MS = 60_000;
/**
 * Leaving a page cancels its loads, which Firefox reports as missing scripts. A reload would cancel
 * the navigation, so it waits this long: by then the page is gone.
 */
const LEAVING_MS = 2_000;

const isAgain = (): boolean => {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  sessionStorage.setItem(KEY, String(Date.now()));
  return Date.now() - last < NOT_AGAIN_MS;
};

const reload = async (): Promise<void> => {
  if (!(await isServerThere()) || isAgain()) return;
  setTimeout(() => globalThis.location.reload(), LEAVING_MS);
};

/**
 * After an update of the site, old lazy scripts are gone: reloads the page, once. Not while the
 * server cannot be reached, since that would not help.
 */
export const followMissingParts = (): void => {
  globalThis.addEventListener('vite:preloadError', () => void reload().catch(() => undefined));
};
