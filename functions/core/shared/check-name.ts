import { brokenNameRule } from '#contracts/names/reserved.ts';
import type { Failure } from '../result.ts';
import { fail } from '../result.ts';

export const brokenRule = (path: string, message: string): Failure<'validation_failed'> =>
  fail('validation_failed', { detail: `${path}: ${message}`, errors: [{ path, message }] });

/** Refuses a new name by its appearance; the contract checks its characters. */
export const checkName = (
  name: string,
  /** An existing name stays valid. */
  current?: string | null,
  path = 'body.username',
): Failure<'validation_failed'> | null => {
  const message = name === current ? null : brokenNameRule(name);
  return message === null ? null : brokenRule(path, message);
};
