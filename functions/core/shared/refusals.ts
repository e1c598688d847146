import { requestLimits } from '#contracts/http/request-limits.ts';
import { weaknessOf } from '../domain/password-choice.ts';
import { fail } from '../result.ts';

/** Refusals that several use cases share. */
export const unauthenticated = fail('unauthenticated', {
  detail: 'The token is no longer valid: sign in again.',
});

export const userNotFound = fail('user_not_found', { detail: 'There is no such active user.' });

/** The same for a missing conversation and another user's. */
export const conversationNotFound = fail('conversation_not_found', {
  detail: 'There is no such conversation.',
});

/** The same for a missing or expired attachment, and one that the caller may not read. */
export const attachmentNotFound = fail('attachment_not_found', {
  detail: 'There is no such attachment.',
});

/** The disk of a one-process server is nearly full; messages are still accepted. */
export const uploadsPaused = fail('uploads_paused', {
  detail: 'Uploads are paused at the moment.',
  retryAfterSeconds: 60,
});

const megabytes = (bytes: number): string =>
  `${Number((bytes / 1024 / 1024).toFixed(3)).toLocaleString('en')} MB`;

/** The files would exceed the user's quota. */
export const storageFull = (usedBytes: number, limitBytes: number, askedBytes: number) =>
  fail('storage_full', {
    detail: `Your storage limit is ${megabytes(limitBytes)}: ${megabytes(usedBytes)} are used, and this needs ${megabytes(askedBytes)}.`,
    storage: { used_bytes: usedBytes, limit_bytes: limitBytes },
  });

/** The bytes at this path of the request break a rule. */
export const invalidUpload = (path: string, message: string) =>
  fail('invalid_upload', { detail: `${path}: ${message}`, errors: [{ path, message }] });

export const messageDeleted = fail('message_deleted', {
  detail: 'The message has been deleted.',
});

export const messageNotFound = fail('message_not_found', { detail: 'There is no such message.' });

/** The same for both directions of a block. */
export const blocked = fail('blocked', { detail: 'You and this user cannot exchange messages.' });

/** Also after a decline, of which the sender does not learn. */
export const requestPending = fail('request_pending', {
  detail: `This user has not accepted your message request yet: until then you can send ${requestLimits.messages} texts, and neither files nor reactions.`,
});

/** A field of the body breaks a rule that the contract does not know, such as the operator's. */
export const fieldRule = (field: string, message: string) => {
  const path = `body.${field}`;
  return fail('validation_failed', { detail: `${path}: ${message}`, errors: [{ path, message }] });
};

/** A refusal of a weak new password, or null. `field`: its name in the request. */
export const weakPassword = (field: string, password: string, username: string) => {
  const message = weaknessOf(password, username);
  if (message === null) return null;
  return fieldRule(field, message);
};

export const tooManyAttempts = fail('too_many_attempts', {
  detail: 'Too many attempts: wait a while.',
});

/** The same for every reason, so that nobody can try out codes. */
export const invalidInvite = fail('invalid_invite', { detail: 'This invitation is not valid.' });

export const usernameTaken = fail('username_taken', { detail: 'This username is taken.' });

export const invalidPassword = (field: string) =>
  fail('invalid_password', { detail: `${field} is wrong.` });

/** The same for a wrong code and a used one. */
export const invalidCode = fail('invalid_code', {
  detail: 'The code is wrong or was used already.',
});

export const codeRequired = fail('code_required', {
  detail: 'This account has a second factor or a passkey: give a code or use a passkey first.',
});

export const noFactor = fail('no_factor', { detail: 'The account has no second factor.' });
