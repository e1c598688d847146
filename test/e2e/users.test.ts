import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { askAgain } from '../support/ask-again.ts';
import { makeClient, newName, password, type TestUser } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const patch = (user: TestUser, json: object) =>
  client.call('PATCH', '/users/me', { token: user.token, json });
const block = (user: TestUser, other: string, method = 'PUT') =>
  client.call(method, `/users/${other}/block`, { token: user.token });
const login = (username: string, secret = password) => {
  const json = { username, password: secret };
  return askAgain(() => client.call('POST', '/users/login', { json }), [503]);
};

describe('renaming', () => {
  test('frees the old name, keeps tokens, and ignores the current name', async () => {
    const ada = await client.register();
    const name = newName('countess');
    const renamed = await patch(ada, { username: name.toUpperCase() });
    const again = await patch(ada, { username: name });
    const heir = await client.call('POST', '/users/register', {
      json: { username: ada.username, password },
    });

    expect([renamed.status, renamed.body.username]).toEqual([200, name]);
    expect(again.body).toEqual(renamed.body);
    expect(heir.status).toBe(201);
    expect((await login(name)).status).toBe(200);
    const search = await client.call('GET', `/users/search?q=${name}`, { token: ada.token });
    expect(search.body.items.map(({ id }: { id: string }) => id)).toEqual([ada.id]);
  });

  test.skipIf(lacks('ten-at-once'))(
    'has one winner when ten requests race for a name; the losers keep theirs',
    async () => {
      const people = await Promise.all(Array.from({ length: 10 }, () => client.register()));
      const username = newName('prize');
      const answers = await Promise.all(people.map((person) => patch(person, { username })));

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const [index, { status, body }] of answers.entries()) {
        if (status === 200) continue;
        expect([status, body.code]).toEqual([409, 'username_taken']);
        expect((await login(people[index]?.username ?? '')).status).toBe(200);
      }
    },
  );

  test('refuses an empty change, and accepts an e-mail address of another account', async () => {
    const [ada, bob] = await Promise.all([client.register(), client.register()]);
    const email = `${newName()}@example.org`;
    expect((await patch(ada, { email })).body.email).toBe(email);
    expect((await patch(bob, { email })).body.email).toBe(email);
    expect((await patch(bob, {})).status).toBe(422);
  });
});

describe('profiles', () => {
  test('show presence only to users who share a conversation', async () => {
    const { ada, bob } = await client.pair();
    const eve = await client.register();
    const ask = (user: TestUser, id = ada.id) =>
      client.call('GET', `/users/${id}`, { token: user.token });

    expect((await ask(bob)).body).toMatchObject({ id: ada.id, online: false, last_seen: null });
    const stranger = (await ask(eve)).body;
    expect(Object.keys(stranger).sort()).toEqual([
      'about',
      'created_at',
      'display_name',
      'id',
      'is_active',
      'photo',
      'username',
    ]);
    expect((await ask(eve, randomUUID())).body.code).toBe('user_not_found');
  });
});

describe('deactivation', () => {
  test('takes effect on the very next call; messages and the name stay', async () => {
    const { ada, bob, conversationId } = await client.pair();
    await client.send(ada, bob, 'farewell');
    const socket = await openSocket(`${home.socketUrl}?token=${ada.token}`);
    const gone = await client.call('DELETE', '/users/me', { token: ada.token });

    expect(gone.status).toBe(204);
    const code = await socket.closed;
    if (!lacks('close-codes')) expect(code).toBe(4401);
    expect((await client.call('GET', '/users/me', { token: ada.token })).status).toBe(401);
    expect((await login(ada.username)).status).toBe(401);
    const refresh = await client.call('POST', '/auth/refresh', {
      json: { refresh_token: ada.refreshToken },
    });
    expect(refresh.status).toBe(401);
    const found = await client.call('GET', `/users/search?q=${ada.username}`, { token: bob.token });
    expect(found.body.total).toBe(0);
    const kept = await client.call('GET', `/conversations/${conversationId}`, { token: bob.token });
    expect(kept.body).toMatchObject({
      peer: { id: ada.id, username: ada.username, is_active: false },
      last_message: { preview: 'farewell' },
    });
    expect((await client.send(bob, ada, 'hello?')).body.code).toBe('user_not_found');
    const name = { username: ada.username, password };
    expect((await client.call('POST', '/users/register', { json: name })).status).toBe(409);
  });
});

describe('blocking', () => {
  test('prevents sends and opens in both directions until it is lifted', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const eve = await client.register();
    const client_id = randomUUID();
    const before = await client.send(bob, ada, 'before', { client_id });
    expect((await block(ada, bob.id)).status).toBe(204);
    expect((await block(ada, bob.id)).status).toBe(204);

    const open = (user: TestUser, peer_id: string) =>
      client.call('POST', '/conversations', { token: user.token, json: { peer_id } });
    const answers = await Promise.all([
      client.send(bob, ada, 'hi'),
      client.send(ada, bob, 'hi'),
      open(bob, ada.id),
      client.call('POST', `/conversations/${conversationId}/messages`, {
        token: bob.token,
        json: { content: 'hi' },
      }),
    ]);
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'blocked']);
    const repeated = await client.send(bob, ada, 'before', { client_id });
    expect([repeated.status, repeated.body.id]).toEqual([200, before.body.id]);
    const edited = await client.call('PATCH', `/messages/${before.body.id}`, {
      token: bob.token,
      json: { content: 'new words past a block' },
    });
    expect([edited.status, edited.body.code]).toEqual([403, 'blocked']);
    const socket = await openSocket(`${home.socketUrl}?token=${ada.token}`);
    const seen = await client.call('GET', `/conversations/${conversationId}`, { token: bob.token });
    expect(seen.body.peer).toMatchObject({ online: false, last_seen: null });
    await socket.close();
    expect((await client.send(eve, ada, 'hi')).status).toBe(201);
    const blocks = await client.call('GET', '/users/me/blocks', { token: ada.token });
    expect(blocks.body.items.map(({ id }: { id: string }) => id)).toEqual([bob.id]);
    expect((await block(ada, bob.id, 'DELETE')).status).toBe(204);
    expect((await client.send(bob, ada, 'hi')).status).toBe(201);
  });

  test('is 404 for oneself and for an unknown user', async () => {
    const ada = await client.register();
    for (const id of [ada.id, randomUUID()]) {
      expect((await block(ada, id)).body.code).toBe('user_not_found');
    }
  });
});

describe('password change', () => {
  test('invalidates all other tokens, including access tokens; the new ones are valid', async () => {
    const ada = await client.register();
    const change = (current_password: string, new_password: string, token = ada.token) =>
      client.call('POST', '/auth/password', { token, json: { current_password, new_password } });

    expect((await change('Wrong-Pass-1', 'New-Pass-12')).body.code).toBe('invalid_password');
    expect((await change(password, 'weak')).status).toBe(422);
    const changed = await change(password, 'New-Pass-12');
    expect(changed.status).toBe(200);
    expect((await client.call('GET', '/users/me', { token: ada.token })).status).toBe(401);
    const json = { refresh_token: ada.refreshToken };
    expect((await client.call('POST', '/auth/refresh', { json })).status).toBe(401);
    const token = changed.body.access_token;
    expect((await client.call('GET', '/users/me', { token })).status).toBe(200);
    expect((await login(ada.username)).status).toBe(401);
    expect((await login(ada.username, 'New-Pass-12')).status).toBe(200);
  });

  test('leaves no session to a concurrent sign-in with the old password', async () => {
    const ada = await client.register();
    const late = Array.from({ length: 4 }, () =>
      client.call('POST', '/auth/token', { json: { username: ada.username, password } }),
    );
    await client.call('POST', '/auth/password', {
      token: ada.token,
      json: { current_password: password, new_password: 'New-Pass-12' },
    });
    for (const { status, body } of await Promise.all(late)) {
      if (status !== 200) continue;
      const json = { refresh_token: body.refresh_token };
      expect((await client.call('POST', '/auth/refresh', { json })).status).toBe(401);
    }
  });
});

describe('export', () => {
  test('has everything once, page by page', async () => {
    const { ada, bob } = await client.pair();
    const eve = await client.register();
    for (let n = 0; n < 120; n++) await client.send(ada, bob, `to bob ${n}`);
    await client.send(eve, ada, 'from eve');
    await client.send(ada, ada, 'note');
    await block(ada, eve.id);

    const items: { type: string; message?: { id: string; text: string } }[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor && `?cursor=${cursor}`;
      const { body } = await client.call('GET', `/users/me/export${query}`, { token: ada.token });
      expect(body.items.length).toBeLessThanOrEqual(100);
      items.push(...body.items);
      cursor = body.next_cursor;
    }

    const ofType = (type: string) => items.filter((item) => item.type === type);
    expect(items[0]).toMatchObject({ type: 'profile', profile: { id: ada.id } });
    expect(ofType('block')).toEqual([{ type: 'block', user_id: eve.id }]);
    expect(ofType('conversation')).toHaveLength(3);
    expect(ofType('message')).toHaveLength(122);
    expect(new Set(ofType('message').map(({ message }) => message?.id)).size).toBe(122);
    const bad = await client.call('GET', '/users/me/export?cursor=***', { token: ada.token });
    expect([bad.status, bad.body.code]).toEqual([422, 'validation_failed']);
  });
});
