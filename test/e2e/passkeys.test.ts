import { describe, expect, test } from 'vitest';
import { makeClient } from '../support/client.ts';
import { openHome } from '../support/home.ts';
import { makePasskeyClient } from '../support/passkeys/passkey-client.ts';
import { bearer, makeSessions } from '../support/sessions.ts';

const home = openHome();
const client = makeClient(home.url);
const sessions = makeSessions(client, home);
const host = new URL(home.url).hostname;

const withPasskey = async (kind: { algorithm?: -7 | -8 } = {}) => {
  const user = await client.register();
  const passkeys = makePasskeyClient(client, kind);
  const added = await passkeys.add(user);
  expect(added.status).toBe(201);
  return { user, passkeys, id: added.body.id as string };
};

describe('a passkey', () => {
  test.each([
    ['ES256', -7],
    ['EdDSA', -8],
  ] as const)('(%s) signs in without a password, like one', async (_, algorithm) => {
    const { user, passkeys } = await withPasskey({ algorithm });

    const { status, body } = await passkeys.signIn();

    expect(status).toBe(200);
    const me = await client.call('GET', '/users/me', bearer(body.access_token));
    expect(me.body.id).toBe(user.id);
    const refreshed = await sessions.refresh(body.refresh_token);
    expect(refreshed.status).toBe(200);
    const listed = await client.call('GET', '/auth/passkeys', bearer(body.access_token));
    expect(listed.body.items).toMatchObject([{ name: 'Phone', host, synced: false }]);
    expect(listed.body.items[0].last_used_at).not.toBeNull();
    const all = await client.call('GET', '/auth/sessions', bearer(body.access_token));
    expect(all.body.items).toHaveLength(2);
    await client.call('POST', '/auth/logout', bearer(body.access_token));
    expect(await sessions.meStatus(body.access_token)).toBe(401);
    expect(await sessions.meStatus(user.token)).toBe(200);
  });

  test('that is removed signs in no more, and the account log has both', async () => {
    const { user, passkeys, id } = await withPasskey();

    const removed = await passkeys.remove(user, id);
    const refused = await passkeys.signIn();

    expect(removed.status).toBe(204);
    expect([refused.status, refused.body.code]).toEqual([401, 'invalid_passkey']);
    const { body } = await client.call('GET', '/auth/events', bearer(user.token));
    const types = body.items.map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(['passkey_added', 'passkey_removed']));
  });

  test('of a deactivated account is refused, and an export lists those of an active one', async () => {
    const { user, passkeys } = await withPasskey();

    const unproven = await client.call('GET', '/users/me/export', bearer(user.token));
    await passkeys.prove(user);
    const exported = await client.call('GET', '/users/me/export', bearer(user.token));
    await client.call('DELETE', '/users/me', bearer(user.token));
    const refused = await passkeys.signIn();

    expect([unproven.status, unproven.body.code]).toEqual([403, 'code_required']);
    const listed = exported.body.items.filter(({ type }: { type: string }) => type === 'passkey');
    expect(listed).toMatchObject([{ passkey: { name: 'Phone' } }]);
    expect(JSON.stringify(listed)).not.toMatch(/public_?key|credential/i);
    expect([refused.status, refused.body.code]).toEqual([401, 'invalid_passkey']);
  });

  test('is asked for before a new password, by the session that changes it', async () => {
    const { user, passkeys } = await withPasskey();
    const other = (await passkeys.signIn()).body.access_token as string;
    const change = (token: string) =>
      client.call('POST', '/auth/password', {
        token,
        json: { current_password: user.password, new_password: 'Another-Pass-2' },
      });

    const before = await change(user.token);
    const refused = await passkeys.prove(user, { isVerified: false });
    const proven = await passkeys.prove(user);
    const elsewhere = await change(other);
    const changed = await change(user.token);

    expect([before.body.code, refused.body.code]).toEqual(['code_required', 'invalid_code']);
    expect([proven.status, elsewhere.body.code, changed.status]).toEqual([
      204,
      'code_required',
      200,
    ]);
  });

  test('signs once with each challenge, also at the same time', async () => {
    const { passkeys } = await withPasskey();
    const json = passkeys.device.get(await passkeys.options());

    const answers = await Promise.all(
      Array.from({ length: 4 }, () => client.call('POST', '/auth/passkeys/token', { json })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });
});
