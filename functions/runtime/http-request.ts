import type * as z from 'zod';
import type { FieldError } from '#contracts/errors.ts';
import type { BodyOf, BodyType, FilesOf, ParamsOf, QueryOf, Route } from '#contracts/route.ts';
import type { Caller } from '#core/domain/user.ts';
import type { Failure, Result } from '#core/result.ts';
import { fail, ok } from '#core/result.ts';
import { checkBody, type MultipartParser, readBody } from './http-body.ts';
import type { HttpEvent } from './http-event.ts';

/** A request that the route's contract has validated. */
export interface HttpRequest<R extends Route> {
  readonly caller: R['access'] extends 'bearer' ? Caller : null;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Files of a multipart form; absent in other bodies. */
  readonly files: FilesOf<R> | undefined;
  readonly bodyType: BodyType | null;
  readonly event: HttpEvent;
}

const invalid = (errors: FieldError[]) =>
  fail('validation_failed', {
    detail: errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    errors,
  });

/** Validates a part of the request. Errors have their path within that part. */
const check = (
  part: 'path' | 'query' | 'body' | 'body.files',
  schema: z.ZodType | undefined,
  value: unknown,
): { value: unknown; errors: FieldError[] } => {
  if (!schema) return { value: undefined, errors: [] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, errors: [] };
  return {
    value: undefined,
    errors: parsed.error.issues.map(({ path, message }) => ({
      path: [part, ...path].join('.'),
      message,
    })),
  };
};

/** Parses the raw query string. Refuses repeated parameters, whose values API Gateway would join. */
const readQuery = (event: HttpEvent): { value: Record<string, string>; errors: FieldError[] } => {
  if (event.rawQueryString === '') return { value: {}, errors: [] };
  const pairs = [...new URLSearchParams(event.rawQueryString)];
  const value = Object.fromEntries(pairs);
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const [name] of pairs) (seen.has(name) ? twice : seen).add(name);
  return {
    value,
    errors: [...twice].map((name) => ({ path: `query.${name}`, message: 'must be given once' })),
  };
};

/** The caller, from the claims that the gateway's authorizer has verified; null without a user in them. */
const callerOf = (event: HttpEvent): Caller | null => {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  const userId = claims?.['username'];
  const issuedAt = Number(claims?.['iat']);
  if (typeof userId !== 'string' || !Number.isFinite(issuedAt)) return null;
  const origin = claims?.['origin_jti'];
  return {
    userId,
    issuedAt: issuedAt * 1_000,
    sessionId: typeof origin === 'string' && origin !== '' ? origin : null,
    tokenUse: String(claims?.['token_use']),
  };
};

/** For a multipart route: the parser, and the check that decides whether a caller's form is parsed. */
export interface Multipart {
  readonly parse: MultipartParser;
  /** Runs before parsing: a refusal, or null to go on. */
  readonly admit: (caller: Caller) => Promise<Failure | null>;
}

/**
 * Validates a request; returns it, or every rule that it breaks. Order: the caller, the size of the body,
 * permission to send a form, then the content of the body.
 */
export const parseRequest = async <R extends Route>(
  route: R,
  event: HttpEvent,
  multipart?: Multipart,
): Promise<Result<HttpRequest<R>>> => {
  const caller = route.access === 'bearer' ? callerOf(event) : null;
  if (route.access === 'bearer' && !caller) return fail('unauthenticated');
  const checked = checkBody(event, route);
  if (!checked.ok) return checked;
  const { type } = checked.value;
  const refused = type === 'multipart' && caller ? await multipart?.admit(caller) : null;
  if (refused) return refused;
  const raw = await readBody(event, type, multipart?.parse);
  if (!raw.ok) return raw;
  const { value: rawQuery, errors: twice } = readQuery(event);
  const params = check('path', route.params, event.pathParameters ?? {});
  const query = check('query', route.query, rawQuery);
  const body = check('body', route.body?.schema, raw.value.value);
  const sent = raw.value.files;
  const files = check('body.files', sent === undefined ? undefined : route.body?.files, sent);
  const errors = [
    ...params.errors,
    ...(route.query ? twice : []),
    ...query.errors,
    ...body.errors,
    ...files.errors,
  ];
  if (errors.length > 0) return invalid(errors);
  return ok({
    caller,
    params: params.value,
    query: query.value,
    body: body.value,
    files: files.value,
    bodyType: type,
    event,
  } as HttpRequest<R>);
};
