import { describe, expect, test } from 'vitest';
import { makeClient, password, type TestUser } from '../support/client.ts';
import { appCode } from '../support/factor/app-code.ts';
import { openHome } from '../support/home.ts';
import { bearer, makeSessions } from '../support/sessions.ts';

const home = openHome();
const client = makeClient(home.url);
const sessions = makeSessions(client, home);

const post = ({ token }: TestUser, path: string, json?: object, method = 'POST') =>
  client.call(method, path, { token, ...(json && { json }) });

const signIn = ({ username }: TestUser, path = '/auth/token', secret = password) =>
  client.call('POST', path, { json: { username, password: secret } });
const complete = (challenge: string, code: string) =>
  client.call('POST', '/auth/token/code', { json: { challenge, code } });

/** A user with a second factor whose code of the present step is used. */
const protectedUser = async () => {
  const user = await client.register();
  const { body } = await post(user, '/auth/factor', { password });
  const confirm = { code: appCode(body.secret, Date.now()) };
  const confirmed = await post(user, '/auth/factor', confirm, 'PUT');
  if (confirmed.status !== 200) throw new Error(`confirmation answered ${confirmed.status}`);
  const recovery = confirmed.body.recovery_codes as string[];
  const next = () => appCode(body.secret, Date.now(), 1);
  return { user, recovery, next, uri: body.uri as string, secret: body.secret as string };
};

describe('a second factor', () => {
  test('is set up with a secret and an address for an app, and is then seen in the account', async () => {
    const { user, recovery, uri, secret } = await protectedUser();

    const { hostname } = new URL(home.url);
    expect(decodeURIComponent(uri)).toContain(`otpauth://totp/${hostname}`);
    expect(uri).toContain(`:${user.username}?secret=${secret}&issuer=`);
    expect(recovery).toHaveLength(10);
    const state = await client.call('GET', '/auth/factor', bearer(user.token));
    expect(state.body).toMatchObject({ is_set: true, recovery_codes_left: 10 });
    const { body } = await client.call('GET', '/auth/events', bearer(user.token));
    expect(body.items[0]).toMatchObject({ type: 'factor_set' });
  });

  test('is asked for at sign-in: the tokens come with the code, which is valid once', async () => {
    const { user, next } = await protectedUser();

    const asked = await signIn(user);
    expect([asked.status, asked.body.code]).toEqual([401, 'second_factor_required']);
    expect(asked.body).not.toHaveProperty('access_token');
    const { challenge } = asked.body;
    const wrong = await complete(challenge, '000000');
    expect([wrong.status, wrong.body.code]).toEqual([403, 'invalid_code']);
    const code = next();
    const answer = await complete(challenge, code);
    expect(answer.status).toBe(200);
    expect(await sessions.meStatus(answer.body.access_token)).toBe(200);
    expect((await sessions.refresh(answer.body.refresh_token)).status).toBe(200);

    expect((await complete(challenge, next())).body.code).toBe('invalid_challenge');
    const again = (await signIn(user)).body.challenge;
    expect((await complete(again, code)).body.code).toBe('invalid_code');
    expect((await signIn(user, '/auth/token', 'Wrong-Pass-1')).body.code).toBe(
      'invalid_credentials',
    );
    // Of the second sign-in, which got no code that was accepted.
    const { body } = await client.call('GET', '/auth/events', bearer(user.token));
    const left = (body.items as { type: string }[]).filter(
      ({ type }) => type === 'second_step_refused',
    );
    expect(left).toMatchObject([{ count: 1 }]);
  });

  test('refuses mailbox clients, which have no second step', async () => {
    const { user } = await protectedUser();

    const { status, body } = await signIn(user, '/users/login');
    expect([status, body.code, body.challenge]).toEqual([401, 'second_factor_required', undefined]);
  });

  test('can be replaced by a recovery code once, which the other devices see', async () => {
    const { user, recovery } = await protectedUser();
    const device = await sessions.listen(user.token);
    const [code = ''] = recovery;

    const answer = await complete((await signIn(user)).body.challenge, code.toUpperCase());
    expect(answer.status).toBe(200);
    const event = await device.next(({ type }) => type === 'account:event');
    expect(event.payload.type).toBe('recovery_code_used');
    await device.close();
    const again = await complete((await signIn(user)).body.challenge, code);
    expect(again.body.code).toBe('invalid_code');
    const state = await client.call('GET', '/auth/factor', bearer(user.token));
    expect(state.body.recovery_codes_left).toBe(9);
  });

  test('guards password, export and removal: a code of this session opens them for a while', async () => {
    const { user, recovery } = await protectedUser();
    const change = { current_password: password, new_password: 'Another-Pass-2' };
    const [proof = '', other = ''] = recovery;

    expect((await post(user, '/auth/password', change)).body.code).toBe('code_required');
    expect((await post(user, '/users/me/export', undefined, 'GET')).status).toBe(403);
    expect((await post(user, '/users/me', undefined, 'DELETE')).status).toBe(403);
    expect((await post(user, '/auth/factor/recovery-codes')).status).toBe(403);
    expect((await post(user, '/auth/factor/removal', { password })).status).toBe(403);

    expect((await post(user, '/auth/factor/proof', { code: proof })).status).toBe(204);
    const exported = await post(user, '/users/me/export', undefined, 'GET');
    expect(exported.body.items).toContainEqual(expect.objectContaining({ type: 'second_factor' }));
    const renewed = await post(user, '/auth/factor/recovery-codes');
    expect(renewed.body.recovery_codes).toHaveLength(10);
    expect((await post(user, '/auth/factor/proof', { code: other })).status).toBe(403);
    expect((await post(user, '/auth/factor/removal', { password })).status).toBe(204);
    expect((await signIn(user)).status).toBe(200);
    expect((await post(user, '/auth/password', change)).status).toBe(200);
  });
});
