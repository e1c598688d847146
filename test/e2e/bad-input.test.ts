import { beforeAll, describe, expect, test } from 'vitest';
import { makeClient, type TestUser } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);
let ada: TestUser;
let bob: TestUser;
let conversationId: string;

beforeAll(async () => {
  ({ ada, bob, conversationId } = await client.pair());
});

const json = 'application/json';
/** A valid send to Bob, except for the text's bytes. */
const sendWith = (text: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.from(text),
      Buffer.from(`","receiver_id":"${bob.id}"}`),
    ]),
  );

describe('bodies', () => {
  test.each([
    ['malformed JSON', { type: json, body: '{"text": ' }],
    ['a missing body', { type: json, body: '' }],
    ['null', { type: json, body: 'null' }],
    ['an array', { type: json, body: '[]' }],
    ['numbers for strings', { type: json, body: '{"text":1,"receiver_id":2}' }],
    ['a lone surrogate', { type: json, text: '\\ud800' }],
    ['NUL', { type: json, text: '\\u0000' }],
    ['a form where JSON is wanted', { type: 'application/x-www-form-urlencoded', body: 'text=x' }],
    ['binary', { type: 'application/octet-stream', body: new Uint8Array([0, 1, 2, 255]) }],
  ])('%s is 422 and sends nothing', async (_what, raw) => {
    const body = 'text' in raw ? sendWith(raw.text) : raw.body;
    const answer = await client.call('POST', '/messages', {
      token: ada.token,
      raw: { type: raw.type, body },
    });

    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors.length).toBeGreaterThan(0);
    expect(answer.body.request_id).toEqual(expect.any(String));
    const stored = await client.call('GET', `/conversations/${conversationId}`, {
      token: ada.token,
    });
    expect(stored.body.last_seq).toBe(0);
  });

  test.skipIf(lacks('raw-bytes'))('bytes that are not UTF-8 are 422', async () => {
    const raw = { type: json, body: sendWith(new Uint8Array([0x61, 0xff, 0xfe])) };
    const answer = await client.call('POST', '/messages', { token: ada.token, raw });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body']);
  });

  test('1 MB is 413 with a problem document', async () => {
    const answer = await client.call('POST', '/messages', {
      token: ada.token,
      json: { text: 'x'.repeat(1024 * 1024), receiver_id: bob.id },
    });
    expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
  });

  test.skipIf(lacks('body-limit'))('over 10 MB is 413 with the body of the gateway', async () => {
    const answer = await client.call('POST', '/messages', {
      token: ada.token,
      raw: { type: json, body: 'x'.repeat(10 * 1024 * 1024 + 1) },
    });
    expect([answer.status, answer.body]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });
});

describe('tokens', () => {
  test.each([
    ['none', {}],
    ['garbage', { authorization: 'Bearer garbage' }],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['no algorithm', { authorization: `Bearer eyJhbGciOiJub25lIn0.e30.` }],
  ])('%s is 401 with the body of the gateway, before validation', async (_what, headers) => {
    const answer = await client.call('POST', '/messages', {
      headers: headers as Record<string, string>,
      raw: { type: json, body: 'not json' },
    });
    expect([answer.status, answer.body]).toEqual([401, { message: 'Unauthorized' }]);
  });

  test('a token with a changed signature is 401', async () => {
    const [head, claims, signature = ''] = ada.token.split('.');
    const flipped = (signature[5] === 'A' ? 'B' : 'A') + signature.slice(6);
    const token = `${head}.${claims}.${signature.slice(0, 5)}${flipped}`;
    expect((await client.call('GET', '/users/me', { token })).status).toBe(401);
  });
});

describe('paths and methods', () => {
  test('unknown routes are 404, wrong methods 405 with Allow, without a token', async () => {
    const unknown = await client.call('GET', '/nothing/here');
    const wrong = await client.call('DELETE', '/conversations');
    const wrongWithId = await client.call('PUT', `/conversations/${conversationId}/messages`);

    expect([unknown.status, unknown.body.code]).toEqual([404, 'route_not_found']);
    expect([wrong.status, wrong.body.code]).toEqual([405, 'method_not_allowed']);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expect(wrongWithId.headers.get('allow')).toBe('GET, POST');
  });

  test('a malformed id in the path is 422', async () => {
    const answer = await client.call('GET', '/conversations/not-a-uuid', { token: ada.token });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'path.id']);
  });

  test.skipIf(lacks('trailing-slash'))('a trailing slash makes no difference', async () => {
    const answer = await client.call('GET', '/users/me/', { token: ada.token });
    expect([answer.status, answer.body.id]).toEqual([200, ada.id]);
  });

  test('bad percent-encoding is refused cleanly', async () => {
    const answer = await client.call('GET', '/conversations/%E0%A4%A', { token: ada.token });
    const long = await client.call('POST', `/messages/${'a'.repeat(300)}/read`, {
      token: ada.token,
    });
    expect([long.status, long.body.code]).toEqual([404, 'message_not_found']);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await client.call('GET', '/health')).body).toMatchObject({ status: 'ok', db: 'ok' });
  });
});
