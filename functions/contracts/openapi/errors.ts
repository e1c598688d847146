import type { ErrorCode, FieldError, Problem } from '../errors.ts';
import { limits, processLimits } from '../limits.ts';
import { problemOf } from '../problem.ts';
import type { StorageUse } from '../storage-use.ts';

/** When each code is given. */
export const errorMeanings: Partial<Record<ErrorCode, string>> = {
  unauthenticated:
    'The token is of a deactivated account or of a session that has ended, or is no access token.',
  invalid_credentials:
    'The name or the password is wrong, or the account is deactivated: always the same answer.',
  invalid_refresh_token:
    'The refresh token is unknown, expired, was used before, or its session has ended: `reason` says why.',
  forbidden_origin:
    'A page of another site called, or cookie mode was asked for with a form or without an `Origin` of this site.',
  not_author: 'Somebody else sent the message.',
  blocked: 'One of the two has blocked the other.',
  registration_closed: 'Nobody can register here.',
  invalid_invite: 'Registration is by invitation, and this one is missing, unknown or used.',
  invalid_password: 'The current password is wrong.',
  route_not_found: 'No operation has this path.',
  user_not_found: 'There is no such account, or it is deactivated.',
  conversation_not_found: 'The caller is a member of no such conversation.',
  message_not_found: 'The caller can see no such message.',
  attachment_not_found:
    'There is no such attachment, it has expired, its message was deleted, or it is not for the caller.',
  session_not_found: 'The caller has no such session: it has ended, or is somebody else’s.',
  request_timeout: 'The body came too slowly, or not at all.',
  unknown_host: 'The `Host` is no name of this server.',
  method_not_allowed: 'The path exists, not with this method: `Allow` names those that it has.',
  username_taken: 'Somebody has this name, in whatever case.',
  client_id_reused: 'The `client_id` was used for a different message in this conversation.',
  message_deleted: 'The message was deleted.',
  message_read: 'The message was read, and `only_unread` was asked for.',
  storage_full:
    'The files of the caller take as much as they may: `storage` says how much. Deleting messages with files makes room; an upload that is never sent counts until it has expired.',
  too_many_edits: `The message was edited ${limits.message.maxEdits} times.`,
  payload_too_large: `The body is larger than ${limits.body.jsonBytes / 1024} KB, where tokens and passwords are changed than ${limits.body.credentialsBytes / 1024} KB, or a form with files than ${limits.body.multipartBytes / 1024 / 1024} MB: larger files go through \`POST /api/attachments\`.`,
  validation_failed:
    'The request breaks the rules named in `errors`; a missing body, malformed JSON and a wrong content type too.',
  invalid_upload:
    'The bytes are not there, not of the announced size, or not of the announced type. The upload is void.',
  invalid_attachment:
    'An attachment is not one of the caller, not complete, or in a message already. Nothing was sent.',
  too_many_attempts: 'Too many attempts in a row: wait as long as `Retry-After` says.',
  too_many_uploads: `More than ${limits.attachment.perUserADay} uploads in a day: wait as long as \`Retry-After\` says.`,
  too_many_requests: `More than ${processLimits.userWritesPerSecond} changes a second, or many of the profile: wait as long as \`Retry-After\` says.`,
  internal_error: 'A fault of the server; `request_id` names the call in its log.',
  uploads_paused: 'The disk is nearly full: messages pass, files do not.',
  busy: 'Too much at once, or a part of the service did not answer: repeat the same call after `Retry-After`. `detail` says when it is not known whether anything was done.',
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

/** A problem document as this code has it. */
export const problemExample = (code: ErrorCode): Problem => {
  const error = fieldErrors[code];
  const refusal = error
    ? { code, detail: `${error.path}: ${error.message}`, errors: [error] }
    : { code, ...(code === 'storage_full' && { storage: storageExample }) };
  return problemOf(refusal, '0c5f9f0e-8a57-4f6c-9c65-1f7d2b3a4e05');
};

/** What the gateway in front says by itself, word for word. */
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
  302: 'Found elsewhere',
  304: 'Not changed',
  401: 'Not signed in, or no longer',
  403: 'Not allowed',
  404: 'Not found',
  405: 'No such method here',
  409: 'In conflict with what is there',
  413: 'Too large',
  422: 'The request breaks a rule',
  429: 'Too many requests',
  500: 'A fault of the server',
  503: 'Not available right now',
};
