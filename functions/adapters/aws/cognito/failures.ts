import { BusyError } from '../../../core/errors.ts';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const tooMany = new Set([
  'LimitExceededException',
  'TooManyFailedAttemptsException',
  'TooManyRequestsException',
]);
const refusals = new Set([
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]);

/** Cognito locks a user's password by itself, and says so only in the text of an ordinary refusal. */
const isLockout = (error: unknown): boolean =>
  nameOf(error) === 'NotAuthorizedException' && /attempts exceeded/i.test(String(error));

/** What a failed sign-in means; null when it says nothing about the credentials. */
export const signInRefusal = (
  error: unknown,
): 'invalid_credentials' | 'too_many_attempts' | null => {
  if (tooMany.has(nameOf(error)) || isLockout(error)) return 'too_many_attempts';
  return refusals.has(nameOf(error)) ? 'invalid_credentials' : null;
};

/** Cognito takes this refresh token no more: revoked, expired, or its user is gone or disabled. */
export const isRefreshRefusal = (error: unknown): boolean =>
  refusals.has(nameOf(error)) || nameOf(error) === 'RefreshTokenReuseException';

export const isUnknownUser = (error: unknown): boolean => nameOf(error) === 'UserNotFoundException';
export const isExistingUser = (error: unknown): boolean =>
  nameOf(error) === 'UsernameExistsException';

/** A quota of Cognito that was used up: the same call works a moment later. */
export const asBusy = (error: unknown): unknown =>
  tooMany.has(nameOf(error)) ? new BusyError('Cognito is busy', { cause: error }) : error;
