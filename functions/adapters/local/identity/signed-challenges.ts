import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#core/ports/system.ts';

const macBytes = 32;

interface Issued {
  readonly secret: string;
  readonly expiresAt: number;
}

/**
 * Challenges that take no memory until they are used: each contains its expiry and a signature of this process, so a flood of
 * requests ends no other challenge. Used ones are stored until they expire. While `maxUsed` are stored, no other challenge is
 * accepted: without its record, a used one would be valid again.
 */
export class SignedChallenges {
  readonly #clock: Clock;
  readonly #maxUsed: number;
  readonly #used = new Map<string, number>();
  #key = randomBytes(32);
  /** Used challenges up to this expiry are no longer stored. */
  #removedUntil = 0;

  constructor(clock: Clock, maxUsed: number) {
    this.#clock = clock;
    this.#maxUsed = maxUsed;
  }

  #mac(text: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }

  issue({ secret, expiresAt }: Issued): string {
    // The clock was set back. All earlier challenges end, since the records of used ones are gone.
    if (expiresAt <= this.#removedUntil) this.#startAgain();
    const text = Buffer.from(`${expiresAt} ${secret}`);
    return Buffer.concat([this.#mac(text), text]).toString('base64url');
  }

  #startAgain(): void {
    this.#key = randomBytes(32);
    this.#used.clear();
    this.#removedUntil = 0;
  }

  /** Returns its expiry at the first use; null if it was used, has expired, or was not issued by this process. */
  use(challenge: string): number | null {
    const bytes = Buffer.from(challenge, 'base64url');
    const [mac, text] = [bytes.subarray(0, macBytes), bytes.subarray(macBytes)];
    if (mac.length < macBytes || !timingSafeEqual(mac, this.#mac(text))) return null;
    const expiresAt = Number.parseInt(text.toString(), 10);
    this.#removeExpired();
    const key = text.toString();
    const isValid = expiresAt > Math.max(this.#clock.now(), this.#removedUntil);
    if (!isValid || this.#used.has(key) || this.#used.size >= this.#maxUsed) return null;
    this.#used.set(key, expiresAt);
    return expiresAt;
  }

  #removeExpired(): void {
    for (const [key, expiresAt] of this.#used) {
      if (expiresAt > this.#clock.now()) return;
      this.#used.delete(key);
      this.#removedUntil = Math.max(this.#removedUntil, expiresAt);
    }
  }
}
