import type * as z from 'zod';
import { clientHeader, refreshCookie, type Tokens } from '#contracts/http/tokens.ts';
import { limits } from '#contracts/limits.ts';
import type { IssuedTokens } from '#core/ports/identity.ts';
import type { Result } from '#core/result.ts';
import { fail, ok } from '#core/result.ts';
import { type HttpEvent, requestCookies } from './http-event.ts';
import { viewerHost } from './viewer.ts';

type TokensBody = z.infer<typeof Tokens>;

/** How the refresh token is transferred: in the body, or, for our own site, only as a cookie. */
export type SessionMode = 'body' | 'cookie';

/**
 * The site requests cookie mode by a header that other sites cannot send without CORS; it also needs our
 * own `Origin`. Without the header no cookie is set or read.
 */
export const sessionMode = (
  event: HttpEvent,
  originSecret: string | undefined,
): Result<SessionMode, 'forbidden_origin'> => {
  if (event.headers[clientHeader.name] !== clientHeader.web) return ok('body');
  const origin = event.headers['origin'];
  const host = viewerHost(event, originSecret);
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  const isForm = event.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isOwn && !isForm
    ? ok('cookie')
    : fail('forbidden_origin', { detail: 'Cookie mode needs JSON and an Origin of this site.' });
};

const isHttps = (event: HttpEvent): boolean => event.headers['x-forwarded-proto'] === 'https';

const { http, https } = refreshCookie;

const cookieOf = (
  { name, path }: typeof http | typeof https,
  value: string,
  maxAgeSeconds: number,
): string =>
  [
    `${name}=${value}`,
    `Path=${path}`,
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(name === https.name ? ['Secure'] : []),
  ].join('; ');

/** Over HTTPS every response also deletes the former cookie without the `__Host-` prefix. */
const cookiesOf = (event: HttpEvent, value: string, maxAgeSeconds: number): string[] =>
  isHttps(event)
    ? [cookieOf(https, value, maxAgeSeconds), cookieOf(http, '', 0)]
    : [cookieOf(http, value, maxAgeSeconds)];

const valuesOf = (event: HttpEvent, name: string): string[] =>
  requestCookies(event)
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1));

/** Two cookies of one name mean that another host of the domain has set one: then neither counts. */
const only = (values: readonly string[]): string | undefined =>
  values.length === 1 ? values[0] : undefined;

/** Over HTTPS the cookie without the prefix, which other hosts can set, counts only if there is no other. */
const cookieToken = (event: HttpEvent): string | undefined => {
  const bound = isHttps(event) ? valuesOf(event, https.name) : [];
  return only(bound.length > 0 ? bound : valuesOf(event, http.name));
};

/** The refresh token of a request: from the cookie in cookie mode, from the body otherwise. */
export const refreshTokenOf = (
  event: HttpEvent,
  mode: SessionMode,
  inBody: string | undefined,
): string | undefined => (mode === 'body' ? inBody : cookieToken(event));

/** Tokens of a response: body fields and, in cookie mode, the cookie. */
export const tokensReply = (
  event: HttpEvent,
  mode: SessionMode,
  tokens: IssuedTokens,
): { body: TokensBody; cookies: string[] } => {
  const body: TokensBody = {
    access_token: tokens.accessToken,
    token_type: 'bearer',
    expires_in: tokens.expiresIn,
  };
  return mode === 'body'
    ? { body: { ...body, refresh_token: tokens.refreshToken }, cookies: [] }
    : { body, cookies: cookiesOf(event, tokens.refreshToken, limits.refreshTokenSeconds) };
};

/** Deletes the refresh-token cookies of the browser. */
export const clearSessionCookies = (event: HttpEvent, mode: SessionMode): string[] =>
  mode === 'cookie' ? cookiesOf(event, '', 0) : [];
