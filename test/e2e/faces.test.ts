import { describe, expect, test } from 'vitest';
import { makeClient, newName, type TestUser } from '../support/client.ts';
import { png } from '../support/files.ts';
import { openHome } from '../support/home.ts';
import { openSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const patch = (user: TestUser, json: object) =>
  client.call('PATCH', '/users/me', { token: user.token, json });
const get = async (user: TestUser, path: string) =>
  (await client.call('GET', path, { token: user.token })).body;
const photo = png(64, 64);
const base64 = Buffer.from(photo).toString('base64');
/** As an `<img>` does: without a token. */
const load = (path: string) => fetch(`${home.url}${path}`);

describe('names and faces', () => {
  test('are shown to the peer in every place, and live; the username stays beside them', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const bobs = await openSocket(`${home.socketUrl}?token=${bob.token}`);
    bobs.send({ action: 'ping' });
    await bobs.next(({ type }) => type === 'pong');
    const name = newName('Ada L');

    const changed = await patch(ada, { display_name: ` ${name} `, about: 'At sea', photo: base64 });

    const face = { display_name: name, photo: changed.body.photo };
    expect([changed.status, changed.body]).toMatchObject([200, { ...face, about: 'At sea' }]);
    const event = await bobs.next(({ type }) => type === 'user:update');
    const { id, username } = ada;
    expect(event).toEqual({ type: 'user:update', payload: { user_id: id, username, ...face } });
    await bobs.close();

    const shown = { id, username, ...face };
    expect((await get(bob, '/conversations')).items[0].peer).toMatchObject(shown);
    expect((await get(bob, `/conversations/${conversationId}`)).peer).toMatchObject(shown);
    expect(await get(bob, `/users/${id}`)).toMatchObject({ ...shown, about: 'At sea' });
    const q = name.toUpperCase().replaceAll('A', '\u00c4');
    const found = await get(bob, `/users/search?q=${encodeURIComponent(q)}`);
    expect(found.items).toMatchObject([shown]);
    expect((await get(ada, '/users/me/export')).items[0].profile).toMatchObject(shown);

    const cleared = await patch(ada, { display_name: null, about: null, photo: null });
    expect(cleared.body).toMatchObject({ display_name: null, about: null, photo: null });
    expect(await get(bob, `/users/search?q=${encodeURIComponent(name)}`)).toMatchObject({
      total: 0,
    });
  });

  test('a photo is served as it is, for good, until it is replaced', async () => {
    const ada = await client.register();
    const { photo: path } = (await patch(ada, { photo: base64 })).body;

    const first = await load(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/png');
    expect(first.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(photo);

    const next = await patch(ada, { photo: Buffer.from(png(65, 65)).toString('base64') });
    expect(next.body.photo).not.toBe(path);
    expect((await load(path)).status).toBe(404);
    expect((await load(next.body.photo)).status).toBe(200);
    await client.call('DELETE', '/users/me', { token: ada.token });
    expect((await load(next.body.photo)).status).toBe(404);
  });

  test.each([
    ['display_name', 'Parley'],
    ['display_name', 'a\u202eb'],
    ['about', 'x'.repeat(141)],
    ['photo', Buffer.from(png(64, 65)).toString('base64')],
    ['photo', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['photo', 'no base64'],
    ['photo', 'A'.repeat(24 * 1024 * 2)],
  ])('%s is refused by its rule: %j', async (field, value) => {
    const { status, body } = await patch(await client.register(), { [field]: value });
    expect([status, body.code, body.errors[0].path]).toEqual([
      422,
      'validation_failed',
      `body.${field}`,
    ]);
  });
});
