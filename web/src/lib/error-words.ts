import { ApiError } from './api-error.ts';
import { strings } from './strings.ts';

const { errors } = strings;
const words: Partial<Record<ApiError['code'], string>> = {
  network: errors.network,
  invalid_credentials: errors.invalidCredentials,
  username_taken: errors.usernameTaken,
  invalid_password: errors.invalidPassword,
  invalid_invite: errors.invalidInvite,
  registration_closed: errors.registrationClosed,
  blocked: errors.blocked,
  user_not_found: errors.userNotFound,
  forbidden_origin: errors.forbiddenOrigin,
};

/** A failure in words that a person understands. */
export const errorWords = (error: unknown): string => {
  if (!(error instanceof ApiError)) return errors.unknown;
  if (error.status === 429) {
    return errors.tooManyAttempts(Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60)));
  }
  if (error.status === 503) return errors.busy;
  return words[error.code] ?? errors.unknown;
};

const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? '' : '.'}`;

/** The message of a broken rule ("must have at least one digit") as it stands at its field. */
export const ruleWords = (message: string): string => errors.rules[message] ?? sentence(message);
