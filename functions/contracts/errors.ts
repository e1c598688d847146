import * as z from 'zod';
import { SessionEnd } from './session-end.ts';
import { StorageUse } from './storage-use.ts';

/**
 * The closed list of error codes with the HTTP status of each: the only such table.
 * Clients switch on `code` or the status, never on the text.
 */
export const errorStatus = {
  unauthenticated: 401,
  invalid_credentials: 401,
  second_factor_required: 401,
  invalid_challenge: 401,
  invalid_passkey: 401,
  invalid_refresh_token: 401,
  forbidden_origin: 403,
  not_author: 403,
  blocked: 403,
  registration_closed: 403,
  invalid_invite: 403,
  invitations_closed: 403,
  invalid_password: 403,
  invalid_code: 403,
  code_required: 403,
  not_operator: 403,
  route_not_found: 404,
  user_not_found: 404,
  conversation_not_found: 404,
  message_not_found: 404,
  attachment_not_found: 404,
  photo_not_found: 404,
  session_not_found: 404,
  passkey_not_found: 404,
  subscription_not_found: 404,
  invitation_not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  username_taken: 409,
  client_id_reused: 409,
  message_deleted: 409,
  message_read: 409,
  too_many_edits: 409,
  too_many_pinned: 409,
  too_many_starred: 409,
  too_many_hidden: 409,
  too_many_invitations: 409,
  too_many_passkeys: 409,
  own_invite: 409,
  operator_account: 409,
  request_pending: 409,
  no_request: 409,
  storage_full: 409,
  push_unavailable: 409,
  factor_is_set: 409,
  no_factor: 409,
  payload_too_large: 413,
  unknown_host: 421,
  validation_failed: 422,
  invalid_upload: 422,
  invalid_attachment: 422,
  too_many_attempts: 429,
  too_many_uploads: 429,
  too_many_requests: 429,
  internal_error: 500,
  uploads_paused: 503,
  read_only: 503,
  busy: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

/** One failed rule of a 422. `path` starts with the part of the request, e.g. `body.text`. */
export const FieldError = z
  .object({
    path: z.string().meta({
      description: 'The invalid value: part of the request, then the path within it.',
      examples: ['body.text'],
    }),
    message: z.string().meta({
      description: 'The rule that it breaks.',
      examples: ['must be 1 to 4096 characters long'],
    }),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/**
 * RFC 9457 problem document (`application/problem+json`): the body of every error response of the
 * functions.
 */
export const Problem = z
  .object({
    type: z.string().meta({ examples: ['urn:parley:problem:validation_failed'] }),
    title: z.string().meta({ examples: ['Validation failed'] }),
    status: z.int().meta({ examples: [422] }),
    detail: z.string().meta({
      description: 'For people; programs go by `code`.',
      examples: ['body.text: must be 1 to 4096 characters long'],
    }),
    code: z
      .enum(errorCodes)
      .meta({ description: 'From a closed list.', examples: ['validation_failed'] }),
    request_id: z.string().meta({
      description: 'Identifies this request in the server log.',
      examples: ['0c5f9f0e-8a57-4f6c-9c65-1f7d2b3a4e05'],
    }),
    errors: z
      .array(FieldError)
      .optional()
      .meta({ description: 'For a 422: each invalid value with the rule that it breaks.' }),
    reason: SessionEnd.optional().meta({
      description: 'For `invalid_refresh_token`: why the session ended, if known.',
    }),
    challenge: z.string().optional().meta({
      description:
        'For `second_factor_required`: for `POST /api/auth/token/code`, valid for 5 minutes.',
    }),
    storage: StorageUse.optional().meta({
      description: 'For `storage_full`: the storage used by the caller, and the limit.',
    }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** The body of errors that the gateway itself returns (401, 413, 429, 503). Clients go by the status. */
export const GatewayError = z
  .object({ message: z.string().meta({ examples: ['Unauthorized'] }) })
  .meta({ id: 'GatewayError' });
