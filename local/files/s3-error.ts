import { answer } from '../gateway/answer.ts';
import type { Exchange } from './exchange.ts';

/** The S3 error codes that the file routes use, with S3's statuses. */
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
  RequestTimeout: 400,
  SlowDown: 503,
  ServiceUnavailable: 503,
  InternalError: 500,
} as const;
export type S3Code = keyof typeof statuses;

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[<>&"]/g, (sign) => escapes[sign] ?? sign);

/** Responds with an XML error in S3's format. */
export const refuse = (
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  code: S3Code,
  message: string,
): Promise<void> => {
  const error = `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return answer(request, response, {
    status: statuses[code],
    headers: {
      'content-type': 'application/xml',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(statuses[code] === 503 && { 'retry-after': '1' }),
    },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  });
};
