import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { closeSockets } from '#core/sockets.ts';
import { deactivateUser } from '#core/usecases/account/deactivate-me.ts';
import { makeLogOut } from '#core/usecases/account/log-out.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { makePingSocket } from '#core/usecases/sockets/ping-socket.ts';
import {
  MemoryConnectionRegistry,
  MemoryTicketStore,
} from '#functions/adapters/local/sockets/memory-registries.ts';
import { aClient, noAudit, noSubscriptions } from '#test/support/builders.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

const { perUser } = limits.socket;

/** Handshakes by ticket, over registrations in memory; `closed`: the sockets that were closed. */
const setup = async () => {
  const { stores, clock, ada, caller } = await sqliteScene();
  const connections = new MemoryConnectionRegistry(clock);
  const tickets = new MemoryTicketStore(clock);
  const closed: [string, number][] = [];
  const announced: boolean[] = [];
  const broadcaster: Broadcaster = {
    post: async () => 'sent',
    disconnect: async (id, code) => void closed.push([id, code]),
  };
  const identities = {
    endSessions: async () => undefined,
    listSessions: async () => [],
    touchSession: async () => undefined,
    deactivate: async () => undefined,
    verifyAccessToken: async () => caller,
  } as unknown as IdentityProvider;
  const ports = {
    ...stores,
    audit: noAudit,
    subscriptions: noSubscriptions,
    connections,
    tickets,
    broadcaster,
    identities,
    emitPresence: async (_: string, isOnline: boolean) => void announced.push(isOnline),
  };
  const deps = { ...ports, endSessions: makeEndSessions(ports) };
  const expiresAt = clock.now() + limits.ticketSeconds * 1_000;
  const handshakeOf = async (secret: string) => {
    await tickets.put({ secret, caller, expiresAt });
    return { ticket: secret };
  };
  const connect = makeConnectSocket(deps);
  return {
    deps,
    clock,
    ada,
    closed,
    announced,
    handshakeOf,
    open: async (id: string) => connect(id, await handshakeOf(`ticket of ${id}`)),
    ids: async () => (await connections.listByUsers([ada.id])).map(({ id }) => id),
    isOnline: async () => ((await deps.users.get(ada.id))?.onlineUntil ?? 0) > clock.now(),
    logOutEverywhere: () =>
      makeLogOut(deps)({ accessToken: 'token', everywhere: true, client: aClient() }),
    logOut: () => makeLogOut(deps)({ accessToken: 'token', everywhere: false, client: aClient() }),
  };
};

test('the limit of sockets holds for concurrent handshakes', async () => {
  const { open, ids, closed } = await setup();

  const outcomes = await Promise.all(
    Array.from({ length: 2 * perUser }, (_, index) => open(`socket-${index}`)),
  );

  expect(new Set(outcomes)).toEqual(new Set(['accepted']));
  const kept = await ids();
  expect(kept.length).toBeLessThanOrEqual(perUser);
  expect(kept).toContain(`socket-${2 * perUser - 1}`);
  expect(new Set([...kept, ...closed.map(([id]) => id)]).size).toBe(2 * perUser);
});

test('above the limit only the oldest socket is closed', async () => {
  const { open, ids, closed, clock } = await setup();
  for (let number = 0; number <= perUser; number++) {
    clock.advance(1);
    await open(`socket-${number}`);
  }

  expect(closed).toEqual([['socket-0', 4403]]);
  expect(await ids()).toHaveLength(perUser);
});

test.each(['before it is registered', 'once it is registered'])(
  'a logout everywhere during a handshake leaves no socket, %s',
  async (when) => {
    const { deps, handshakeOf, logOutEverywhere, ids } = await setup();
    const { connections } = deps;
    const connect = makeConnectSocket({
      ...deps,
      connections: {
        get: (id) => connections.get(id),
        listByUsers: (userIds) => connections.listByUsers(userIds),
        renew: (id, expiresAt) => connections.renew(id, expiresAt),
        setVisible: (id, isVisible) => connections.setVisible(id, isVisible),
        remove: (id) => connections.remove(id),
        add: async (connection) => {
          if (when === 'before it is registered') await logOutEverywhere();
          await connections.add(connection);
          if (when === 'once it is registered') await logOutEverywhere();
        },
      },
    });

    const outcome = await connect('late', await handshakeOf('ticket'));

    expect(outcome).toBe('unauthenticated');
    expect(await ids()).toEqual([]);
  },
);

test('a handshake that fails after it was registered leaves no registration behind', async () => {
  const { deps, handshakeOf, ids } = await setup();
  const connect = makeConnectSocket({
    ...deps,
    emitPresence: async () => {
      throw new Error('the table is busy');
    },
  });

  await expect(connect('unlucky', await handshakeOf('ticket'))).rejects.toThrow('busy');

  expect(await ids()).toEqual([]);
});

test('a registration that cannot be removed does not keep the other sockets open', async () => {
  const { deps, open, closed, ada, isOnline } = await setup();
  for (const id of ['one', 'stuck', 'other']) await open(id);
  const { connections } = deps;
  const connectionsThatStick = {
    listByUsers: (ids: readonly string[]) => connections.listByUsers(ids),
    add: (connection: never) => connections.add(connection),
    get: (id: string) => connections.get(id),
    renew: (id: string, expiresAt: number) => connections.renew(id, expiresAt),
    setVisible: (id: string, isVisible: boolean) => connections.setVisible(id, isVisible),
    remove: async (id: string) => {
      if (id === 'stuck') throw new Error('the table is busy');
      return connections.remove(id);
    },
  };

  await closeSockets({ ...deps, connections: connectionsThatStick }, ada.id, 'Signed out.');

  expect(closed.map(([id]) => id).sort()).toEqual(['one', 'other', 'stuck']);
  expect(await isOnline()).toBe(false);
});

test('a ping that overtakes the end of its socket does not set its user online again', async () => {
  const { deps, open, clock, isOnline, announced } = await setup();
  await open('only');
  const disconnect = makeDisconnectSocket(deps);
  const ping = makePingSocket({
    ...deps,
    users: {
      ...deps.users,
      setPresence: (...word) => deps.users.setPresence(...word),
      get: async (id) => {
        clock.advance(1);
        await disconnect('only');
        return deps.users.get(id);
      },
    },
  } as typeof deps);

  await ping('only');

  expect(await isOnline()).toBe(false);
  expect(announced).toEqual([true, false]);
});

test('a page that is reloaded keeps its user online', async () => {
  const { deps, open, isOnline, clock } = await setup();
  await open('old page');
  clock.advance(1_000);
  await Promise.all([makeDisconnectSocket(deps)('old page'), open('new page')]);

  expect(await isOnline()).toBe(true);
});

test.each(['logout everywhere', 'deactivation'])(
  'a %s closes all sockets, and emits to peers that the user is offline',
  async (how) => {
    const { deps, ada, open, closed, announced, ids, isOnline, logOutEverywhere } = await setup();
    await open('phone');
    await open('laptop');

    if (how === 'deactivation') await deactivateUser(deps, ada.id);
    else await logOutEverywhere();

    expect(closed).toEqual([
      ['phone', 4401],
      ['laptop', 4401],
    ]);
    expect([announced, await ids(), await isOnline()]).toEqual([[true, false], [], false]);
  },
);
