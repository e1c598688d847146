import type { Call } from './api-client.ts';

export interface Ahead {
  /** Calls, and keeps the answer for who asks for the same later. */
  readonly ask: Call;
  /**
   * A `call` that hands out what was asked so far, each answer once, and calls for all else. Who takes it takes
   * everything: the next one gets nothing that was asked for somebody before.
   */
  readonly take: () => Call;
}

/** Answers that are asked for before those who want them are there. */
export const createAhead = (call: Call): Ahead => {
  let answers = new Map<string, Promise<unknown>>();
  const nameOf = (key: string, input: unknown): string => `${key} ${JSON.stringify(input)}`;
  const ask: Call = (key, ...args) => {
    const answer = call(key, ...args);
    // What fails is told to who takes it.
    answer.catch(() => undefined);
    answers.set(nameOf(key, args[0]), answer);
    return answer;
  };
  const take = (): Call => {
    const taken = answers;
    answers = new Map();
    return (key, ...args) => {
      const name = nameOf(key, args[0]);
      const answer = taken.get(name) as ReturnType<typeof call<typeof key>> | undefined;
      taken.delete(name);
      return answer ?? call(key, ...args);
    };
  };
  return { ask, take };
};
