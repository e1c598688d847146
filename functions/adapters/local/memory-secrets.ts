import type { Clock } from '#core/ports/system.ts';

interface Secret {
  readonly secret: string;
  readonly expiresAt: number;
}

/**
 * Secrets that are valid once, for a short time, so they need not survive the process: tickets, and challenges for
 * passkeys. Beyond `max` the oldest is dropped.
 */
export class MemorySecrets<T extends Secret> {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #secrets = new Map<string, T>();

  constructor(clock: Clock, max = Number.POSITIVE_INFINITY) {
    this.#clock = clock;
    this.#max = max;
  }

  async put(added: T): Promise<void> {
    this.#makeRoom();
    this.#secrets.set(added.secret, added);
  }

  /** All have the same lifetime, so the first ones in the map expire first. */
  #makeRoom(): void {
    for (const [secret, { expiresAt }] of this.#secrets) {
      if (expiresAt > this.#clock.now() && this.#secrets.size < this.#max) return;
      this.#secrets.delete(secret);
    }
  }

  async take(secret: string): Promise<T | null> {
    const found = this.#secrets.get(secret);
    this.#secrets.delete(secret);
    return found && found.expiresAt > this.#clock.now() ? found : null;
  }
}
