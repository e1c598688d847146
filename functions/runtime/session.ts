import type * as z from 'zod';
import { clientHeader, refreshCookie, type Tokens } from '../contracts/http/auth.ts';
import { limits } from '../contracts/limits.ts';
import type { IssuedTokens } from '../core/ports/identity.ts';
import type { Result } from '../core/result.ts';
import { fail, ok } from '../core/result.ts';
import type { HttpEvent } from './http-event.ts';
import { viewerHost } from './viewer.ts';

type TokensBody = z.infer<typeof Tokens>;

/** How the refresh token travels: in the body, or for our own site as a cookie and nowhere else. */
export type SessionMode = 'body' | 'cookie';

/**
 * Cookie mode is asked for by a header that no foreign page can send without CORS, and needs an
 * `Origin` of our own. Without the header no cookie is set or read.
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

/** Over HTTPS a cookie from before there was a prefix goes with each answer. */
const cookiesOf = (event: HttpEvent, value: string, maxAgeSeconds: number): string[] =>
  isHttps(event)
    ? [cookieOf(https, value, maxAgeSeconds), cookieOf(http, '', 0)]
    : [cookieOf(http, value, maxAgeSeconds)];

const valuesOf = (event: HttpEvent, name: string): string[] =>
  (event.cookies ?? [])
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1));

/** A browser sends one cookie of a name, unless another host of the domain has set a second: then none counts. */
const only = (values: readonly string[]): string | undefined =>
  values.length === 1 ? values[0] : undefined;

/** Over HTTPS the cookie without a prefix, which other hosts can set, counts only where there is no other. */
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

/** Tokens as the answer carries them: body fields and, in cookie mode, the cookie. */
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

/** The cookies that make a browser forget the refresh token. */
export const forgetSession = (event: HttpEvent, mode: SessionMode): string[] =>
  mode === 'cookie' ? cookiesOf(event, '', 0) : [];
