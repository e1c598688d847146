/** The last read or written objects by key; the oldest is evicted when there are too many. */
export class RowCache<T> {
  readonly #maxSize: number;
  readonly #byKey = new Map<string, T>();

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  set(key: string, value: T): void {
    if (this.#byKey.size >= this.#maxSize && !this.#byKey.has(key)) {
      for (const oldest of this.#byKey.keys()) {
        this.#byKey.delete(oldest);
        break;
      }
    }
    this.#byKey.set(key, value);
  }

  delete(key: string): void {
    this.#byKey.delete(key);
  }

  clear(): void {
    if (this.#byKey.size > 0) this.#byKey.clear();
  }
}
