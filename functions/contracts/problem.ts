import { type ErrorCode, errorStatus, type FieldError, type Problem } from './errors.ts';

/** What a problem document is made of; without a detail its title says what there is to say. */
interface Refusal {
  readonly code: ErrorCode;
  readonly detail?: string | undefined;
  readonly reason?: Problem['reason'];
  readonly storage?: Problem['storage'];
  readonly errors?: readonly FieldError[] | undefined;
}

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A refusal as a problem document (RFC 9457); the status comes from the table of errors. */
export const problemOf = (
  { code, detail, reason, storage, errors }: Refusal,
  requestId: string,
): Problem => {
  const title = titleOf(code);
  return {
    type: `urn:parley:problem:${code}`,
    title,
    status: errorStatus[code],
    detail: detail ?? `${title}.`,
    code,
    request_id: requestId,
    ...(reason && { reason }),
    ...(storage && { storage }),
    ...(errors && { errors: [...errors] }),
  };
};
