import { limits } from '#contracts/limits.ts';
import type { Peer } from '../gateway/peer.ts';

type Place = Pick<Peer, 'network' | 'wideNetwork'>;

/** Counts concurrent use per network, per wide network (a /56) and in total. */
export class Slots {
  readonly #max: { readonly perNetwork: number; readonly total: number };
  readonly #taken = new Map<string, number>();
  #total = 0;

  constructor(max: { readonly perNetwork: number; readonly total: number }) {
    this.#max = max;
  }

  get total(): number {
    return this.#total;
  }

  #of(key: string): number {
    return this.#taken.get(key) ?? 0;
  }

  #add(key: string, amount: number): void {
    const sum = this.#of(key) + amount;
    if (sum > 0) this.#taken.set(key, sum);
    else this.#taken.delete(key);
  }

  /** Takes `amount` slots, or none and returns false. */
  take({ network, wideNetwork }: Place, amount = 1): boolean {
    const { perNetwork, total } = this.#max;
    const isWide = wideNetwork !== network;
    if (this.#total + amount > total || this.#of(network) + amount > perNetwork) return false;
    if (isWide && this.#of(wideNetwork) + amount > perNetwork * limits.wideNetworkFactor) {
      return false;
    }
    this.#total += amount;
    this.#add(network, amount);
    if (isWide) this.#add(wideNetwork, amount);
    return true;
  }

  give({ network, wideNetwork }: Place, amount = 1): void {
    this.#total -= amount;
    this.#add(network, -amount);
    if (wideNetwork !== network) this.#add(wideNetwork, -amount);
  }
}
