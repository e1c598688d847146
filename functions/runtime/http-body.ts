import { limits } from '../contracts/limits.ts';
import type { BodyType, Route } from '../contracts/route.ts';
import type { Result } from '../core/result.ts';
import { fail, ok } from '../core/result.ts';
import type { HttpEvent } from './http-event.ts';

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
const parseForm = (bytes: Buffer): Result<unknown> => {
  const form = new URLSearchParams(bytes.toString('utf8'));
  const twice = [...form.keys()].find((name, index, all) => all.indexOf(name) !== index);
  return twice === undefined
    ? ok(Object.fromEntries(form))
    : invalid(`body.${twice}`, 'must be given once');
};

/** The body as plain values of the type that its header names, before the contract sees it. */
export const readBody = (
  event: HttpEvent,
  contract: NonNullable<Route['body']>,
): Result<{ value: unknown; type: BodyType | null }> => {
  const bytes = bytesOf(event);
  if (bytes.length === 0) {
    return contract.optional ? ok({ value: {}, type: null }) : invalid('body', 'is missing');
  }
  const type = typeOf(event);
  if (!type || !contract.types.includes(type)) {
    const wanted = contract.types.map((allowed) => names[allowed]).join(' or ');
    return invalid('headers.content-type', `must be ${wanted}`);
  }
  if (bytes.length > limits.body.jsonBytes) {
    return fail('payload_too_large', {
      detail: `The body must be at most ${limits.body.jsonBytes} bytes.`,
    });
  }
  const value = type === 'form' ? parseForm(bytes) : parseJson(bytes);
  return value.ok ? ok({ value: value.value, type }) : value;
};
