import { BusyError, UnavailableError } from '#core/errors.ts';
import { makeLogBound } from './log-bound.ts';
import { logger } from './logger.ts';

const bound = makeLogBound();

const causeOf = ({ cause }: Error) => cause instanceof Error && { cause: cause.name };

/** Logs an exception: a busy backend in one line, a bug with its stack. */
export const logFailure = (
  message: 'request failed' | 'frame failed',
  about: { readonly route: string } & Readonly<Record<string, string>>,
  error: unknown,
): void => {
  const isBusy = error instanceof BusyError || error instanceof UnavailableError;
  const leftOut = bound(isBusy ? 'busy' : about.route);
  if (leftOut === null) return;
  const line = { ...about, ...(leftOut > 0 && { left_out: leftOut }) };
  if (isBusy) logger.warn('busy', { ...line, reason: error.message, ...causeOf(error) });
  else logger.error(message, { ...line, error });
};
