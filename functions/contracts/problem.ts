import { type ErrorCode, errorStatus, type FieldError, type Problem } from './errors.ts';

/** The input of a problem document. Without `detail`, the title of the code is used. */
interface Refusal {
  readonly code: ErrorCode;
  readonly detail?: string | undefined;
  readonly reason?: Problem['reason'];
  readonly challenge?: string | undefined;
  readonly storage?: Problem['storage'];
  readonly errors?: readonly FieldError[] | undefined;
}

const titleOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A problem document (RFC 9457) of a refusal; the status comes from `errorStatus`. */
export const problemOf = (
  { code, detail, reason, challenge, storage, errors }: Refusal,
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
    ...(challenge !== undefined && { challenge }),
    ...(storage && { storage }),
    ...(errors && { errors: [...errors] }),
  };
};
