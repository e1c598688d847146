import { bodyTypeOf, maxBodyBytes } from '#contracts/body-limits.ts';
import { limits } from '#contracts/limits.ts';
import type { BodyType, Route } from '#contracts/route.ts';
import type { Result } from '#core/result.ts';
import { fail, ok } from '#core/result.ts';
import type { HttpEvent } from './http-event.ts';
import type { parseMultipart } from './multipart.ts';

const maxFields = limits.body.formFields;

const names: Record<BodyType, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
};

const invalid = (path: string, message: string) =>
  fail('validation_failed', { detail: `${path}: ${message}`, errors: [{ path, message }] });

const bytesOf = (event: HttpEvent): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const byteOrderMark = '\uFEFF';
const withoutMark = (text: string): string =>
  text.startsWith(byteOrderMark) ? text.slice(1) : text;

/**
 * The gateway passes UTF-8 bodies as text and others as base64. @throws TypeError for bytes that are not
 * UTF-8
 */
const textOf = ({ body = '', isBase64Encoded }: HttpEvent): string =>
  isBase64Encoded
    ? strictUtf8.decode(Buffer.from(body, 'base64'))
    : withoutMark(body.toWellFormed());

const parseJson = (event: HttpEvent): Result<unknown> => {
  try {
    return ok(JSON.parse(textOf(event)));
  } catch {
    return invalid('body', 'must be well-formed JSON in UTF-8');
  }
};

/** Fields of a form. A repeated field is refused. */
const fieldsOf = (pairs: readonly (readonly [string, string])[]): Result<unknown> => {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (fields.has(name)) return invalid(`body.${name}`, 'must be given once');
    if (fields.size === maxFields) return invalid('body', `must have at most ${maxFields} fields`);
    fields.set(name, value);
  }
  return ok(Object.fromEntries(fields));
};

const parseForm = (bytes: Buffer): Result<unknown> =>
  fieldsOf([...new URLSearchParams(bytes.toString('utf8'))]);

/** Supplied by the handlers of multipart routes, so that no other bundle contains the parser. */
export type MultipartParser = typeof parseMultipart;

/** Fields and files. Fields are checked as strictly as in JSON. */
const readMultipart = async (
  event: HttpEvent,
  bytes: Buffer,
  parse: MultipartParser | undefined,
): Promise<Result<ReadBody>> => {
  if (!parse) throw new Error('a route that takes multipart forms has no parser of them');
  const form = await parse(event.headers['content-type'] ?? '', bytes);
  if (!form) {
    return invalid('body', 'must be a well-formed form of few fields, and files named files[]');
  }
  const fields = fieldsOf(form.fields);
  return fields.ok ? ok({ value: fields.value, files: form.files }) : fields;
};

interface ReadBody {
  readonly value: unknown;
  /** Files of a multipart form. */
  readonly files?: unknown;
}
const toBody = (value: Result<unknown>): Result<ReadBody> =>
  value.ok ? ok({ value: value.value }) : value;

/** Size of a body in bytes, without decoding it. */
const sizeOf = ({ body = '', isBase64Encoded }: HttpEvent): number =>
  Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');

/** Checks the type and size of a body before anything is parsed. */
export const checkBody = (
  event: HttpEvent,
  route: Route,
): Result<{ readonly type: BodyType | null }> => {
  if (!route.body) return ok({ type: null });
  const size = sizeOf(event);
  if (size === 0) {
    return route.body.optional ? ok({ type: null }) : invalid('body', 'is missing');
  }
  const contentType = event.headers['content-type'];
  const type = bodyTypeOf(contentType, route);
  if (!type || !route.body.types.includes(type)) {
    const wanted = route.body.types.map((allowed) => names[allowed]).join(' or ');
    return invalid('headers.content-type', `must be ${wanted}`);
  }
  const maxBytes = maxBodyBytes(route, contentType);
  if (size <= maxBytes) return ok({ type });
  return fail('payload_too_large', { detail: `The body must be at most ${maxBytes} bytes.` });
};

/**
 * Parses the body, whose type `checkBody` has determined, into plain values. The contract validates them
 * afterwards.
 */
export const readBody = async (
  event: HttpEvent,
  type: BodyType | null,
  parser?: MultipartParser,
): Promise<Result<ReadBody>> => {
  if (!type) return ok({ value: {} });
  if (type === 'json') return toBody(parseJson(event));
  const bytes = bytesOf(event);
  return type === 'multipart' ? readMultipart(event, bytes, parser) : toBody(parseForm(bytes));
};
