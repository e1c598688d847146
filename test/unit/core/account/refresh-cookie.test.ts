import { describe, expect, test } from 'vitest';
import type { HttpEvent } from '#functions/runtime/http-event.ts';
import { clearSessionCookies, refreshTokenOf, tokensReply } from '#functions/runtime/session.ts';

const eventOf = (scheme: 'http' | 'https', cookies?: string[]): HttpEvent =>
  ({
    headers: { 'x-forwarded-proto': scheme },
    ...(cookies && { cookies }),
  }) as unknown as HttpEvent;
const tokens = {
  userId: 'ada',
  sessionId: 'session',
  accessToken: 'access',
  refreshToken: 'secret',
  expiresIn: 1_800,
};

describe('the cookie of the refresh token', () => {
  test('is bound to the host over HTTPS, and deletes the former one', () => {
    const { cookies } = tokensReply(eventOf('https'), 'cookie', tokens);

    expect(cookies).toEqual([
      '__Host-parley_refresh=secret; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure',
      'parley_refresh=; Path=/api/auth; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
  });

  test('has no prefix over plain HTTP, where browsers refuse it', () => {
    const { cookies } = tokensReply(eventOf('http'), 'cookie', tokens);

    expect(cookies).toEqual([
      'parley_refresh=secret; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict',
    ]);
  });

  test('is deleted under both names', () => {
    const cookies = clearSessionCookies(eventOf('https'), 'cookie').map(
      (cookie) => cookie.split(';')[0],
    );

    expect(cookies).toEqual(['__Host-parley_refresh=', 'parley_refresh=']);
    expect(clearSessionCookies(eventOf('https'), 'body')).toEqual([]);
  });

  test('is found in the header if the gateway leaves cookies there', () => {
    const event = eventOf('https');
    event.headers['cookie'] = 'theme=dark; __Host-parley_refresh=mine';

    expect(refreshTokenOf(event, 'cookie', undefined)).toBe('mine');
    expect(refreshTokenOf({ ...event, cookies: [] }, 'cookie', undefined)).toBeUndefined();
    expect(refreshTokenOf(eventOf('https'), 'cookie', undefined)).toBeUndefined();
  });

  test.each([
    ['https', ['__Host-parley_refresh=mine'], 'mine'],
    ['https', ['parley_refresh=old'], 'old'],
    ['https', ['parley_refresh=other', '__Host-parley_refresh=mine'], 'mine'],
    ['https', ['parley_refresh=a', 'parley_refresh=b', '__Host-parley_refresh=mine'], 'mine'],
    ['https', ['parley_refresh=other', 'parley_refresh=mine'], undefined],
    ['https', ['parley_refresh=same', 'parley_refresh=same'], undefined],
    ['https', ['__Host-parley_refresh=a', '__Host-parley_refresh=b'], undefined],
    [
      'https',
      ['__Host-parley_refresh=a', '__Host-parley_refresh=b', 'parley_refresh=c'],
      undefined,
    ],
    ['https', ['__Host-parley_refresh=', 'parley_refresh=other'], ''],
    ['https', ['x__Host-parley_refresh=a', 'xparley_refresh=b'], undefined],
    ['http', ['parley_refresh=mine'], 'mine'],
    ['http', ['parley_refresh=other', 'parley_refresh=mine'], undefined],
    ['http', ['__Host-parley_refresh=other'], undefined],
    ['http', undefined, undefined],
  ] as const)('over %s of %j is %j', (scheme, cookies, token) => {
    const event = eventOf(scheme, cookies && [...cookies]);

    expect(refreshTokenOf(event, 'cookie', 'of the body')).toBe(token);
    expect(refreshTokenOf(event, 'body', 'of the body')).toBe('of the body');
  });
});
