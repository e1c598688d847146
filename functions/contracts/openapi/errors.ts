import type { ErrorCode, FieldError, Problem } from '../errors.ts';
import { invitationLimits } from '../http/invitation-limits.ts';
import { markLimits } from '../http/marks/mark-limits.ts';
import { passkeyLimits } from '../http/passkeys/passkey-limits.ts';
import { requestLimits } from '../http/request-limits.ts';
import { limits, processLimits } from '../limits.ts';
import { problemOf } from '../problem.ts';
import { samples } from '../samples.ts';
import type { StorageUse } from '../storage-use.ts';

/** When the server returns each code. */
export const errorMeanings: Partial<Record<ErrorCode, string>> = {
  unauthenticated:
    'The account is deactivated, the session has ended, or the token is not an access token.',
  invalid_credentials:
    'The name or the password is wrong, or the account is deactivated: always the same answer.',
  second_factor_required:
    'The password is right, and the account has a second factor. `POST /api/auth/token` adds a `challenge`, for `POST /api/auth/token/code`.',
  invalid_challenge:
    'The challenge is unknown, expired or used, the password has changed since, or five codes were wrong: sign in again.',
  invalid_passkey:
    'The passkey is unknown or was removed, its signature or its challenge is not valid, or the account is deactivated: always the same answer.',
  invalid_refresh_token:
    'The refresh token is unknown, expired, was used before, or its session has ended: `reason` says why.',
  forbidden_origin:
    'The request came from a page of another site, or it asked for cookie mode with a form or without the `Origin` of this site.',
  not_author: 'Another user sent the message.',
  blocked: 'One of the two users has blocked the other.',
  registration_closed: 'Registration is closed.',
  invalid_invite:
    'The invitation is missing, unknown, used, revoked or expired, or its inviter is deactivated: always the same answer.',
  invitations_closed: 'The operator does not let users invite.',
  invalid_password: 'The current password is wrong.',
  invalid_code: 'The code is wrong or was used already.',
  code_required:
    'The account has a second factor, and this session has given no code for a while: `POST /api/auth/factor/proof`, then repeat.',
  not_operator: 'The caller is not an operator: the same answer for every request.',
  route_not_found: 'No operation has this path.',
  user_not_found: 'There is no such account, or it is deactivated.',
  conversation_not_found: 'There is no such conversation, or the caller is not a member.',
  message_not_found: 'There is no such message, or the caller cannot see it.',
  attachment_not_found:
    'There is no such attachment, it has expired, its message was deleted, or the caller may not read it.',
  photo_not_found: 'There is no such photo: it was replaced or removed.',
  session_not_found: 'The caller has no such session: it has ended, or it belongs to another user.',
  passkey_not_found: 'The caller has no such passkey.',
  subscription_not_found: 'The session has no push subscription.',
  invitation_not_found:
    'The caller has no such open invitation: it was used, revoked or has expired.',
  push_unavailable: 'The operator has not set up notifications.',
  factor_is_set: 'The account has a second factor already: remove it first.',
  no_factor: 'The account has no second factor, or its setup has expired.',
  request_timeout: 'The body arrived too slowly or not at all.',
  unknown_host: 'The `Host` is not a name of this server.',
  method_not_allowed:
    'The path does not support this method: `Allow` lists those that it supports.',
  username_taken: 'Another user has this name, ignoring case.',
  client_id_reused: 'The `client_id` was used for a different message in this conversation.',
  message_deleted: 'The message was deleted.',
  message_read: 'The message has been read, and the request has `only_unread`.',
  storage_full:
    'The storage quota of the caller is used up: `storage` has the figures. Deleting messages with files frees space; an upload that is in no message counts until it expires.',
  too_many_edits: `The message was edited ${limits.message.maxEdits} times.`,
  too_many_pinned: `The caller has pinned ${limits.pinnedConversations} conversations already; archived ones count.`,
  too_many_starred: `The caller has starred ${markLimits.starred} messages of this conversation.`,
  too_many_hidden: `The caller has deleted ${markLimits.hidden} messages of this conversation for themselves; clearing it removes them all.`,
  too_many_invitations: `The caller has ${invitationLimits.maxOpen} open invitations.`,
  too_many_passkeys: `The caller has ${passkeyLimits.perUser} passkeys.`,
  own_invite: 'The caller made this invitation.',
  operator_account:
    'The account is that of an operator: only the command line of the server changes it.',
  request_pending: `The other user has not accepted the message request yet: until then ${requestLimits.messages} texts, and neither files nor reactions.`,
  no_request: 'No message request waits for the caller here.',
  payload_too_large: `The body exceeds ${limits.body.jsonBytes / 1024} KB (${limits.body.credentialsBytes / 1024} KB for tokens and passwords, ${limits.body.multipartBytes / 1024 / 1024} MB for a form with files). Larger files go through \`POST /api/attachments\`.`,
  validation_failed:
    'The request breaks the rules listed in `errors`. A missing body, malformed JSON and a wrong content type count as well.',
  invalid_upload:
    'The bytes are missing, or do not have the announced size or type. The upload is discarded.',
  invalid_attachment:
    'An attachment belongs to another user, is incomplete, or is already in a message. Nothing was sent.',
  too_many_attempts: 'Too many attempts in a row: wait as long as `Retry-After` says.',
  too_many_uploads: `More than ${limits.attachment.perUserADay} uploads in a day: wait as long as \`Retry-After\` says.`,
  too_many_requests: `More than ${processLimits.userWritesPerSecond} changes a second, or many of the profile: wait as long as \`Retry-After\` says.`,
  internal_error: 'An error of the server; `request_id` identifies the request in its log.',
  uploads_paused: 'The disk is nearly full: messages are accepted, files are not.',
  read_only:
    'This Parley moves to another server: nothing is changed until it has. Reading works. Repeat the request after `Retry-After`, with the same `client_id`.',
  busy: 'Too many requests at once, or a part of the service did not respond: repeat the request after `Retry-After`. `detail` says if the request may have taken effect.',
};

const fieldErrors: Partial<Record<ErrorCode, FieldError>> = {
  validation_failed: {
    path: 'body.text',
    message: `must be 1 to ${limits.message.maxLength} characters long`,
  },
  invalid_upload: { path: 'upload', message: 'must be image/png by its bytes' },
  invalid_attachment: { path: 'body.attachment_ids.0', message: 'was sent already' },
};

const storageExample: StorageUse = { used_bytes: 1_073_000_000, limit_bytes: 1_073_741_824 };

/** An example of the problem document for a code. */
export const problemExample = (code: ErrorCode): Problem => {
  const error = fieldErrors[code];
  const refusal = error
    ? { code, detail: `${error.path}: ${error.message}`, errors: [error] }
    : {
        code,
        ...(code === 'storage_full' && { storage: storageExample }),
        ...(code === 'second_factor_required' && { challenge: samples.challenge }),
      };
  return problemOf(refusal, '0c5f9f0e-8a57-4f6c-9c65-1f7d2b3a4e05');
};

/** Messages of the gateway itself, word for word. */
export const gatewayMessages: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const statusWords: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'Done; no body',
  302: 'Redirect',
  304: 'Not modified',
  401: 'Not signed in, or the session has ended',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not supported',
  409: 'Conflict with the current state',
  413: 'Too large',
  422: 'The request breaks a rule',
  429: 'Too many requests',
  500: 'Server error',
  503: 'Temporarily unavailable',
};
