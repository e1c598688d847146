import type { Check, Outcome } from './check.ts';
import { Finding } from './check.ts';
import type { Run } from './context.ts';
import { missing } from './target.ts';

export interface Result extends Pick<Check, 'id' | 'title' | 'assumes' | 'remedy'> {
  readonly outcome: Outcome;
  /** What was seen, or why it was skipped. */
  readonly seen: string;
  readonly ms: number;
}

/** Maximum duration of a check, in milliseconds, unless the check sets another one. */
const checkMs = 120_000;
const longCheckMs = 20 * 60_000;

const isLong = ({ needs = [] }: Check): boolean => needs.includes('long');

/** The message of an error with its cause, since `fetch failed` alone explains nothing. */
const explain = (error: unknown): string => {
  const { name, message, status, cause } = Object(error);
  const reason = Object(cause).code ?? Object(cause).message;
  return [
    status === undefined ? `${name}: ${message}` : `refused with ${status}`,
    reason && `(${reason})`,
  ]
    .filter(Boolean)
    .join(' ');
};

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Finding('failed', `no result within ${ms / 1_000} seconds`)),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const attempt = async (check: Check, run: Run): Promise<Pick<Result, 'outcome' | 'seen'>> => {
  const reason = missing(run.shared.target, check.needs);
  if (reason !== null) return { outcome: 'skipped', seen: reason };
  const { context, closeSockets } = run.scope();
  try {
    const seen = await within(check.run(context), isLong(check) ? longCheckMs : checkMs);
    return { outcome: 'passed', seen };
  } catch (error) {
    if (error instanceof Finding) return { outcome: error.outcome, seen: error.message };
    return { outcome: 'failed', seen: explain(error) };
  } finally {
    await closeSockets();
  }
};

interface Options {
  readonly onResult?: (result: Result) => void;
  /** Ends the run: no further checks start. */
  readonly signal?: AbortSignal;
}

/**
 * Runs short checks in sequence, so that no check sees the effects of another. Long checks run in parallel. A
 * failure does not stop the others. Returns the results in the order of the checks.
 */
export const runChecks = async (
  checks: readonly Check[],
  run: Run,
  { onResult, signal }: Options = {},
): Promise<Result[]> => {
  const results = new Map<string, Result>();
  const aborted = new Promise<void>((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  const one = async (check: Check): Promise<void> => {
    if (signal?.aborted) return;
    const { id, title, assumes, remedy } = check;
    const start = performance.now();
    const ended = await attempt(check, run);
    if (signal?.aborted) return;
    const ms = Math.round(performance.now() - start);
    const result = { id, title, assumes, remedy, ...ended, ms };
    results.set(id, result);
    onResult?.(result);
  };
  const isBeside = (check: Check): boolean =>
    isLong(check) && missing(run.shared.target, check.needs) === null;
  const beside = checks.filter(isBeside).map(one);
  for (const check of checks.filter((each) => !isBeside(each))) {
    await Promise.race([one(check), aborted]);
  }
  await Promise.race([Promise.all(beside), aborted]);
  return checks.flatMap(({ id }) => results.get(id) ?? []);
};
