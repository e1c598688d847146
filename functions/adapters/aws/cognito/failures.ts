import { BusyError } from '#core/errors.ts';

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

/** Cognito's own lockout after wrong passwords: visible only in the message of an ordinary refusal. */
const isLockout = (error: unknown): boolean =>
  nameOf(error) === 'NotAuthorizedException' && /attempts exceeded/i.test(String(error));

/** Maps a failed sign-in to a refusal; null if the error is not about the credentials. */
export const signInRefusal = (
  error: unknown,
): 'invalid_credentials' | 'too_many_attempts' | null => {
  if (tooMany.has(nameOf(error)) || isLockout(error)) return 'too_many_attempts';
  return refusals.has(nameOf(error)) ? 'invalid_credentials' : null;
};

/** Cognito rejects this refresh token: revoked, expired, or its user is deleted or disabled. */
export const isRefreshRefusal = (error: unknown): boolean =>
  refusals.has(nameOf(error)) || nameOf(error) === 'RefreshTokenReuseException';

/** An argument that Cognito does not accept, such as a cursor of somewhere else. */
export const isInvalid = (error: unknown): boolean => nameOf(error) === 'InvalidParameterException';

export const isUnknownUser = (error: unknown): boolean => nameOf(error) === 'UserNotFoundException';
export const isExistingUser = (error: unknown): boolean =>
  nameOf(error) === 'UsernameExistsException';

/** An exceeded quota of Cognito becomes BusyError: the same call works a moment later. */
export const asBusy = (error: unknown): unknown =>
  tooMany.has(nameOf(error)) ? new BusyError('Cognito is busy', { cause: error }) : error;
