import { describe, expect, it } from 'vitest';
import { createLastUser } from '#site/sync/last-user.ts';
import { refused, rotatingServer, setupApi } from '#test/web/support/api-setup.ts';
import { ME, PEER } from '#test/web/support/builders.ts';

const memory = (content: Record<string, string> = {}) => {
  const items = new Map(Object.entries(content));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};

/** A server behind a network that can be down. */
const setup = (lastId: string | null) => {
  const storage = memory();
  const known = createLastUser(() => storage);
  if (lastId !== null) known.remember(lastId);
  const network = { isUp: false, refuses: false };
  const server = rotatingServer();
  const api = setupApi({
    known,
    server: (request) => {
      if (!network.isUp) return new TypeError('Failed to fetch');
      return network.refuses ? refused(401, 'invalid_refresh_token') : server(request);
    },
  });
  return { ...api, known, network };
};

describe('without a network', () => {
  it('the last user counts as signed in, without a token', async () => {
    const { session } = setup(ME);

    expect(await session.restore()).toEqual({ status: 'signed-in', userId: ME });
    expect(session.token()).toBeNull();
  });

  it('nobody is signed in without a last user', async () => {
    const { session } = setup(null);

    await expect(session.restore()).rejects.toThrow('network');
    expect(session.store.getState().status).toBe('unknown');
  });

  it('a call fails with a network error, and succeeds once there is a network', async () => {
    const { session, call, network } = setup(ME);
    await session.restore();
    await expect(call('GET /api/users/me')).rejects.toMatchObject({ code: 'network' });

    network.isUp = true;

    await expect(call('GET /api/users/me')).resolves.toMatchObject({ id: ME });
    expect(session.token()).not.toBeNull();
  });

  it('a session that has ended meanwhile ends with the first answer', async () => {
    const { session, call, network, known } = setup(ME);
    await session.restore();
    Object.assign(network, { isUp: true, refuses: true });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(session.store.getState().status).toBe('signed-out');
    expect(session.hasExpired()).toBe(true);
    expect(known.read()).toBeNull();
  });

  it('a silent server is not waited for; its late answer still counts', async () => {
    const { session, network } = setup(PEER);
    expect(session.presume()).toBe(true);
    expect(session.store.getState().userId).toBe(PEER);

    network.isUp = true;
    await session.renew(null);

    expect(session.store.getState().userId).toBe(ME);
  });
});

describe('the last user', () => {
  it('is stored at sign-in, and erased at sign-out', async () => {
    const { session, known, network } = setup(null);
    network.isUp = true;
    await session.restore();
    known.rename(ME, 'ada');
    expect(known.read()).toEqual({ id: ME, username: 'ada' });

    session.accept({ access_token: session.token() ?? '' });
    expect(known.read()?.username).toBe('ada');
    session.end();
    expect(known.read()).toBeNull();
  });

  it.each(['', '{', '7', '[]', '{"id":7}', '{"id":""}', 'null'])('of %j is ignored', (stored) => {
    const storage = memory({ 'parley-last-user': stored });
    expect(createLastUser(() => storage).read()).toBeNull();
  });

  it('is unknown if storage is forbidden', () => {
    const known = createLastUser(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    known.remember(ME);
    expect(known.read()).toBeNull();
    known.remove();
  });
});
