import type { Call } from '#client/http/call.ts';

interface Asked {
  readonly key: string;
  readonly input: { params?: { id: string }; query?: Record<string, string>; body?: unknown };
}
type Answers = Record<string, (input: Asked['input']) => unknown>;

/** A `call` that answers from a table and records its requests. */
export const createFakeCall = (answers: Answers) => {
  const asked: Asked[] = [];
  const call = (async (key: string, input: Asked['input'] = {}) => {
    asked.push({ key, input });
    const answer = answers[key];
    if (!answer) throw new Error(`nobody answers ${key}`);
    return answer(input);
  }) as unknown as Call;
  return { call, asked, keys: () => asked.map(({ key }) => key) };
};
