/** How long a script that could not be loaded waits, unless the device is online before. */
const PAUSE_MS = 5_000;

/** Does the site's server answer? */
export const isServerThere = async (): Promise<boolean> => {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
};

const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, PAUSE_MS);
    addEventListener('online', end);
  });

/**
 * The result of `load`, which imports a script of the site. While the server cannot be reached, it waits and tries again.
 * @throws what `load` throws though the server is there: the script is missing, as after an update (boot/missing-parts.ts)
 */
export const untilLoaded = async <T>(load: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await load();
    } catch {
      // The network may have come back since.
      if (await isServerThere()) return load();
      await nextChance();
    }
  }
};
