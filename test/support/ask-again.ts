import { setTimeout } from 'node:timers/promises';

const maxTries = 30;
const maxWaitSeconds = 60;

interface Answered {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/**
 * Repeats a deferred request after its `Retry-After`: a busy machine hashes few passwords. Returns
 * the last answer, even if that is still deferred.
 */
export const askAgain = async <A extends Answered>(
  ask: () => Promise<A>,
  statuses: readonly number[] = [429, 503],
  sleep: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<A> => {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    const seconds = Number(answer.headers.get('retry-after'));
    const isPutOff = statuses.includes(answer.status) && seconds > 0 && seconds <= maxWaitSeconds;
    if (!isPutOff || tries === maxTries) return answer;
    // Spreads requests that were deferred together.
    await sleep(seconds * 1_000 * (1 + Math.random()));
  }
};
