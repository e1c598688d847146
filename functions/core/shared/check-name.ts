import { brokenNameRule } from '#contracts/names/reserved.ts';
import type { Failure } from '../result.ts';
import { fail } from '../result.ts';

/** Refuses a new name by its appearance; the contract checks its characters. */
export const checkName = (
  username: string,
  /** An existing name stays valid. */
  current?: string,
): Failure<'validation_failed'> | null => {
  const message = username === current ? null : brokenNameRule(username);
  const path = 'body.username';
  return message === null
    ? null
    : fail('validation_failed', { detail: `${path}: ${message}`, errors: [{ path, message }] });
};
