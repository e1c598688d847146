import { createHash } from 'node:crypto';
import type { Lines } from '../../functions/contracts/archive/manifest.ts';

const modulus = 2n ** 256n;

/** JSON with sorted keys: the same record has the same text wherever it was stored. */
export const canonicalLine = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Counts lines and adds their hashes, so that the order of the lines does not matter. */
export class LineSum {
  #count: number;
  #sum: bigint;

  constructor({ count, sum }: Lines = { count: 0, sum: '0' }) {
    this.#count = count;
    this.#sum = BigInt(`0x${sum}`);
  }

  add(line: string): void {
    this.#count++;
    const hash = createHash('sha256').update(line).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % modulus;
  }

  get lines(): Lines {
    return { count: this.#count, sum: this.#sum.toString(16) };
  }
}
