import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Ids } from '#core/ports/system.ts';

/** The machine's clock. */
export const clock: Clock = {
  now: () => Date.now(),
  // Not node:timers/promises: every push sleeps and is aborted, and its AbortError is expensive.
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, signal?.aborted ? 0 : milliseconds);
      timer.unref();
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      signal?.addEventListener('abort', wake, { once: true });
    }),
};

/** Ids from the machine's random source; a secret has 192 bits. */
export const ids: Ids = {
  uuid: () => randomUUID(),
  secret: () => randomBytes(24).toString('base64url'),
  bytes: (length) => randomBytes(length),
};
