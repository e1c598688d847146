import { ApiError } from '#client';
import { strings } from './strings.ts';

const { attachments, errors } = strings;
/** By every code of the contract, so that a new code without words does not compile. */
const words: Readonly<Record<ApiError['code'], string>> = {
  network: errors.network,
  gateway: errors.unknown,
  internal_error: errors.unknown,
  busy: errors.busy,
  unauthenticated: errors.signedOut,
  invalid_refresh_token: errors.signedOut,
  invalid_credentials: errors.invalidCredentials,
  forbidden_origin: errors.forbiddenOrigin,
  not_author: errors.notAuthor,
  blocked: errors.blocked,
  registration_closed: errors.registrationClosed,
  invalid_invite: errors.invalidInvite,
  invitations_closed: errors.registrationClosed,
  own_invite: errors.invalidInvite,
  too_many_invitations: errors.busy,
  invitation_not_found: errors.gone,
  invalid_password: errors.invalidPassword,
  second_factor_required: errors.codeRequired,
  code_required: errors.codeRequired,
  invalid_code: errors.invalidCode,
  invalid_challenge: errors.invalidChallenge,
  invalid_passkey: errors.invalidPasskey,
  passkey_not_found: errors.gone,
  too_many_passkeys: errors.tooManyPasskeys,
  factor_is_set: errors.factorIsSet,
  no_factor: errors.gone,
  // The admin page has words for its codes.
  not_operator: errors.gone,
  operator_account: errors.gone,
  route_not_found: errors.oldPage,
  method_not_allowed: errors.oldPage,
  user_not_found: errors.userNotFound,
  conversation_not_found: errors.gone,
  message_not_found: errors.gone,
  attachment_not_found: errors.gone,
  photo_not_found: errors.gone,
  session_not_found: errors.gone,
  subscription_not_found: errors.gone,
  push_unavailable: errors.pushUnavailable,
  username_taken: errors.usernameTaken,
  client_id_reused: errors.alreadySent,
  message_deleted: errors.messageDeleted,
  message_read: errors.messageRead,
  too_many_edits: errors.tooManyEdits,
  too_many_pinned: errors.tooManyPinned,
  too_many_starred: errors.tooManyStarred,
  too_many_hidden: errors.tooManyHidden,
  request_pending: errors.requestPending,
  no_request: errors.gone,
  storage_full: attachments.full,
  payload_too_large: errors.tooLarge,
  validation_failed: errors.invalid,
  invalid_upload: errors.invalidFile,
  invalid_attachment: errors.invalidFile,
  too_many_attempts: errors.busy,
  too_many_uploads: errors.tooManyUploads,
  unknown_host: errors.forbiddenOrigin,
  request_timeout: errors.network,
  too_many_requests: errors.busy,
  uploads_paused: errors.busy,
  read_only: errors.readOnly,
};

/** Errors of a gateway have no code. */
const codeOfStatus: Readonly<Record<number, ApiError['code']>> = {
  401: 'unauthenticated',
  404: 'route_not_found',
  413: 'payload_too_large',
};

/** An error code in words for users. */
export const codeWords = (code: ApiError['code']): string => words[code] ?? errors.unknown;

const isWaiting = ({ status, code }: ApiError): boolean =>
  status === 429 && code !== 'too_many_uploads';

/** Without a `Retry-After`, waits a minute. */
const waitOf = ({ retryAfterSeconds }: ApiError): number => Math.max(1, retryAfterSeconds ?? 60);

/** Seconds until the next attempt is allowed; null if it is now. */
export const secondsToWait = (error: unknown): number | null =>
  error instanceof ApiError && isWaiting(error) ? waitOf(error) : null;

/** `seconds`: how long to wait from now. */
export const waitWords = (seconds: number): string => {
  if (seconds <= 0) return errors.waitIsOver;
  return seconds < 60 ? errors.waitSeconds(seconds) : errors.waitMinutes(Math.ceil(seconds / 60));
};

/** An error in words for users. */
export const errorWords = (error: unknown): string => {
  if (!(error instanceof ApiError)) return errors.unknown;
  const { status, code } = error;
  if (isWaiting(error)) return waitWords(waitOf(error));
  if (status === 503 && code !== 'read_only') return errors.busy;
  return codeWords(code === 'gateway' ? (codeOfStatus[status] ?? code) : code);
};

const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? '' : '.'}`;

/** The message of a broken rule ("must have at least one digit"), as shown at its field. */
export const ruleWords = (message: string): string => errors.rules[message] ?? sentence(message);
