import { describe, expect, test } from 'vitest';
import { issueToken } from '#contracts/http/auth.ts';
import { authHandler } from '#functions/runtime/auth-handler.ts';
import { reply } from '#functions/runtime/http.ts';

const tokens = { access_token: 'x', token_type: 'bearer' as const, expires_in: 1 };
const credentials = JSON.stringify({ username: 'ada', password: 'Engine-1843' });

const post = async (
  headers: Record<string, string>,
  body = credentials,
  more: Partial<Parameters<typeof authHandler>[1]> = {},
) => {
  let isCalled = false;
  const handler = authHandler(issueToken, { CORS_ORIGINS: 'none', ...more }, async () => {
    isCalled = true;
    return reply(200, tokens);
  });
  const event = {
    headers: { host: 'chat.example', ...headers },
    rawQueryString: '',
    body,
    isBase64Encoded: false,
    requestContext: { requestId: 'request', http: { method: 'POST' } },
  };
  const context = { getRemainingTimeInMillis: () => 1_000 };
  const answer = await handler(...([event, context] as unknown as Parameters<typeof handler>));
  return { status: answer.statusCode, code: JSON.parse(answer.body ?? '').code, isCalled };
};

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the caller', () => {
  test.each([
    ['a program', {}],
    ['a page of this site', { origin: 'https://chat.example', 'sec-fetch-site': 'same-origin' }],
    ['a page of this site in an older browser', { origin: 'https://chat.example' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s is accepted', async (_who, headers) => {
    expect(await post({ ...json, ...headers })).toMatchObject({ status: 200, isCalled: true });
  });

  test.each([
    ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['an older browser on another site', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a page that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    [
      'a neighbour that says so',
      { origin: 'https://x.chat.example', 'sec-fetch-site': 'same-site' },
    ],
    ['another port', { origin: 'https://chat.example:8443' }],
    ['a redirected post', { origin: 'https://chat.example', 'sec-fetch-site': 'cross-site' }],
    ['a longer name', { origin: 'https://chat.example.evil.example' }],
  ])('%s is refused before its body is parsed', async (_who, headers) => {
    const refused = { status: 403, code: 'forbidden_origin', isCalled: false };
    expect(await post({ ...json, ...headers })).toEqual(refused);
    expect(await post({ ...form, ...headers }, 'username=ada&password=x')).toEqual(refused);
    expect(await post({ ...json, ...headers }, '{')).toEqual(refused);
  });

  test('is accepted from a configured site only', async () => {
    const settings = { CORS_ORIGINS: 'https://a.example https://b.example' };
    const from = (origin: string) =>
      post({ ...json, origin, 'sec-fetch-site': 'cross-site' }, credentials, settings);

    expect((await from('https://b.example')).status).toBe(200);
    expect((await from('https://c.example')).status).toBe(403);
    expect((await from('https://a.example https://b.example')).status).toBe(403);
  });

  test('is compared with the viewer’s host behind CloudFront', async () => {
    const secret = 'a-secret-of-cloudfront';
    const edge = { 'x-origin-secret': secret, 'x-viewer-host': 'own.example' };
    const settings = { ORIGIN_SECRET: secret };
    const own = { ...json, ...edge, origin: 'https://own.example' };
    const foreign = { ...json, ...edge, origin: 'https://chat.example' };

    expect((await post(own, credentials, settings)).status).toBe(200);
    expect((await post(foreign, credentials, settings)).status).toBe(403);
  });
});

describe('a body', () => {
  test.each([
    ['without a type', {}],
    ['with an empty type', { 'content-type': '' }],
    ['as plain text', { 'content-type': 'text/plain' }],
    ['as plain text that mentions JSON', { 'content-type': 'text/plain; application/json' }],
  ])('%s is refused, since pages of other sites can send it', async (_what, headers) => {
    expect(await post(headers)).toEqual({
      status: 422,
      code: 'validation_failed',
      isCalled: false,
    });
  });

  test('is refused if it is longer than any credentials', async () => {
    const long = JSON.stringify({ username: 'ada', password: 'x'.repeat(16 * 1024) });
    expect(await post(json, long)).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('is read with the longest name and password, every character escaped', async () => {
    const escaped = (count: number): string => '\\ud83d\\ude00'.repeat(count);
    const body = `{"username":"${escaped(256)}","password":"${escaped(1_024)}"}`;
    expect(await post(json, body)).toMatchObject({ status: 200 });
  });

  test('costs little as a form with a huge number of fields', async () => {
    const fields = Array.from({ length: 2_500 }, (_, n) => `f${n}`).join('&');
    expect(await post(form, fields)).toMatchObject({ status: 422, isCalled: false });
  });
});
