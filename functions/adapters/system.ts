import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Ids } from '../core/ports.ts';

/** The machine's clock. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    delay(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(
      () => undefined,
    ),
};

/** Ids from the machine's random source; a secret has 192 bits. */
export const ids: Ids = {
  uuid: () => randomUUID(),
  secret: () => randomBytes(24).toString('base64url'),
};
