import type { Call } from '#client';

export interface Prefetch {
  /** Calls, and keeps the answer for who asks for the same soon. */
  readonly ask: Call;
  /**
   * A `call` that hands out what was asked so far, each answer once, and calls for all else. Who takes it takes
   * everything: the next one gets nothing that was asked for somebody before.
   */
  readonly take: () => Call;
}

/** What was asked for longer ago may be too old: a page that slept on its way asks anew. */
export const FRESH_MS = 15_000;

interface Asked {
  readonly answer: Promise<unknown>;
  readonly at: number;
}

/** Answers that are asked for before those who want them are there. `now`: milliseconds since 1970. */
export const createPrefetch = (call: Call, now: () => number = Date.now): Prefetch => {
  let all = new Map<string, Asked>();
  const nameOf = (key: string, input: unknown): string => `${key} ${JSON.stringify(input)}`;
  const ask: Call = (key, ...args) => {
    const answer = call(key, ...args);
    // What fails is told to who takes it.
    answer.catch(() => undefined);
    all.set(nameOf(key, args[0]), { answer, at: now() });
    return answer;
  };
  const take = (): Call => {
    const taken = all;
    all = new Map();
    return (key, ...args) => {
      const name = nameOf(key, args[0]);
      const asked = taken.get(name);
      taken.delete(name);
      const isFresh = asked !== undefined && Math.abs(now() - asked.at) < FRESH_MS;
      if (!isFresh) return call(key, ...args);
      return asked.answer as ReturnType<typeof call<typeof key>>;
    };
  };
  return { ask, take };
};
