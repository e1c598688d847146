import type { ServerResponse } from 'node:http';

/** The codes of S3 that our routes of files need, with the status that S3 gives them. */
const statuses = {
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
  NoSuchKey: 404,
  MethodNotAllowed: 405,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidArgument: 400,
  MalformedPOSTRequest: 400,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
} as const;
export type S3Code = keyof typeof statuses;

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[<>&"]/g, (sign) => escapes[sign] ?? sign);

/** Answers with an XML error as S3 has them. */
export const refuse = (response: ServerResponse, code: S3Code, message: string): void => {
  response.writeHead(statuses[code], {
    'content-type': 'application/xml',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const error = `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${error}`);
};
