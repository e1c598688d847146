import type { Call } from '#client';

export interface Prefetch {
  /** Sends a request and caches its answer. */
  readonly request: Call;
  /**
   * Returns a `call` that uses each cached answer once, and the network otherwise. Empties the
   * cache, so that no answer reaches another user.
   */
  readonly take: () => Call;
}

/** Older answers are not used: the page may have been suspended meanwhile. */
export const FRESH_MS = 15_000;

interface Cached {
  readonly answer: Promise<unknown>;
  readonly at: number;
}

/**
 * Starts requests before the components that need them have loaded. `now`: milliseconds since 1970.
 */
export const createPrefetch = (call: Call, now: () => number = Date.now): Prefetch => {
  let all = new Map<string, Cached>();
  const nameOf = (key: string, input: unknown): string => `${key} ${JSON.stringify(input)}`;
  const request: Call = (key, ...args) => {
    const answer = call(key, ...args);
    // The error is thrown to the component that takes the answer.
    answer.catch(() => undefined);
    all.set(nameOf(key, args[0]), { answer, at: now() });
    return answer;
  };
  const take = (): Call => {
    const taken = all;
    all = new Map();
    return (key, ...args) => {
      const name = nameOf(key, args[0]);
      const cached = taken.get(name);
      taken.delete(name);
      const isFresh = cached !== undefined && Math.abs(now() - cached.at) < FRESH_MS;
      if (!isFresh) return call(key, ...args);
      return cached.answer as ReturnType<typeof call<typeof key>>;
    };
  };
  return { request, take };
};
