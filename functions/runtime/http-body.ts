import { limits } from '../contracts/limits.ts';
import type { BodyType, Route } from '../contracts/route.ts';
import type { Result } from '../core/result.ts';
import { fail, ok } from '../core/result.ts';
import type { HttpEvent } from './http-event.ts';
import type { parseMultipart } from './multipart.ts';

const mediaTypes: Record<string, BodyType> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'multipart',
};
const names: Record<BodyType, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
};

/** Absent counts as JSON; `application/…+json` too. */
const typeOf = (event: HttpEvent): BodyType | null => {
  const mediaType = event.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType === '' || mediaType.endsWith('+json')) return 'json';
  return mediaTypes[mediaType] ?? null;
};

const invalid = (path: string, message: string) =>
  fail('validation_failed', { detail: `${path}: ${message}`, errors: [{ path, message }] });

const bytesOf = (event: HttpEvent): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: Buffer): Result<unknown> => {
  try {
    return ok(JSON.parse(strictUtf8.decode(bytes)));
  } catch {
    return invalid('body', 'must be well-formed JSON in UTF-8');
  }
};

/** Fields of a form; one given twice is refused. */
const fieldsOf = (pairs: readonly (readonly [string, string])[]): Result<unknown> => {
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? ok(Object.fromEntries(pairs))
    : invalid(`body.${twice}`, 'must be given once');
};

const parseForm = (bytes: Buffer): Result<unknown> =>
  fieldsOf([...new URLSearchParams(bytes.toString('utf8'))]);

/** Given by the handlers of routes that take such forms: no other bundle has use for the parser. */
export type MultipartParser = typeof parseMultipart;

/** Fields, as strict as in JSON, and files. */
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
  return fields.ok ? ok({ value: fields.value, files: form.files, type: 'multipart' }) : fields;
};

interface ReadBody {
  readonly value: unknown;
  /** Of a multipart form. */
  readonly files?: unknown;
  readonly type: BodyType | null;
}

/** The body as plain values of the type that its header names, before the contract sees it. */
export const readBody = async (
  event: HttpEvent,
  contract: NonNullable<Route['body']>,
  parser?: MultipartParser,
): Promise<Result<ReadBody>> => {
  const bytes = bytesOf(event);
  if (bytes.length === 0) {
    return contract.optional ? ok({ value: {}, type: null }) : invalid('body', 'is missing');
  }
  const type = typeOf(event);
  if (!type || !contract.types.includes(type)) {
    const wanted = contract.types.map((allowed) => names[allowed]).join(' or ');
    return invalid('headers.content-type', `must be ${wanted}`);
  }
  const maxBytes = type === 'multipart' ? limits.body.multipartBytes : limits.body.jsonBytes;
  if (bytes.length > maxBytes) {
    return fail('payload_too_large', { detail: `The body must be at most ${maxBytes} bytes.` });
  }
  if (type === 'multipart') return readMultipart(event, bytes, parser);
  const value = type === 'form' ? parseForm(bytes) : parseJson(bytes);
  return value.ok ? ok({ value: value.value, type }) : value;
};
