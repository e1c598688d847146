import * as z from 'zod';
import { SessionEnd } from './session-end.ts';
import { StorageUse } from './storage-use.ts';

/**
 * The closed list of error codes and the HTTP status each one has: the one table of its kind.
 * Clients switch on `code` (or the status), never on wording.
 */
export const errorStatus = {
  unauthenticated: 401,
  invalid_credentials: 401,
  invalid_refresh_token: 401,
  forbidden_origin: 403,
  not_author: 403,
  blocked: 403,
  registration_closed: 403,
  invalid_invite: 403,
  invalid_password: 403,
  route_not_found: 404,
  user_not_found: 404,
  conversation_not_found: 404,
  message_not_found: 404,
  attachment_not_found: 404,
  session_not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  username_taken: 409,
  client_id_reused: 409,
  message_deleted: 409,
  message_read: 409,
  too_many_edits: 409,
  storage_full: 409,
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
  busy: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

/** One failed rule of a 422: `path` is dotted from the part of the request it is in, e.g. `body.text`. */
export const FieldError = z
  .object({
    path: z.string().meta({
      description: 'Which value, from the part of the request that it is in.',
      examples: ['body.text'],
    }),
    message: z.string().meta({
      description: 'Which rule it broke.',
      examples: ['must be 1 to 4096 characters long'],
    }),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem document, `application/problem+json`: every error of ours. */
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
      description: 'Names this call in the logs of the server.',
      examples: ['0c5f9f0e-8a57-4f6c-9c65-1f7d2b3a4e05'],
    }),
    errors: z
      .array(FieldError)
      .optional()
      .meta({ description: 'Of a 422: which value broke which rule.' }),
    reason: SessionEnd.optional().meta({
      description: 'Of `invalid_refresh_token`: why the session ended, where that is known.',
    }),
    storage: StorageUse.optional().meta({
      description: 'Of `storage_full`: what the files of the caller take, and what they may.',
    }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** What the gateway in front says by itself (401, 413, 429, 503): clients go by the status. */
export const GatewayError = z
  .object({ message: z.string().meta({ examples: ['Unauthorized'] }) })
  .meta({ id: 'GatewayError' });
