import { describe, expect, test } from 'vitest';
import { closeSocket, closeSockets } from '#core/sockets.ts';
import { makePingSocket } from '#core/usecases/sockets/ping-socket.ts';
import { makeUnknownFrame } from '#core/usecases/sockets/unknown-frame.ts';
import { overriding } from '#test/support/overriding.ts';
import { endedEvent, errorEvent, socketScene } from '#test/support/scenes/socket-scene.ts';

describe('a ping', () => {
  test('is answered, and renews registration and presence when less than half is left', async () => {
    const { deps, ada, clock, posted, closed } = await socketScene();
    const connectedAt = clock.now();
    const lease = { onlineUntil: connectedAt + 660_000, lastSeen: connectedAt };
    await deps.users.setPresence(ada.id, lease);
    clock.advance(330_000);
    await makePingSocket(deps)('socket');
    expect(posted.splice(0)).toEqual([
      ['socket', { type: 'pong', payload: { socket_id: 'socket' } }],
    ]);
    expect(await deps.connections.get('socket')).toMatchObject({
      expiresAt: connectedAt + 660_000,
    });
    expect(await deps.users.get(ada.id)).toMatchObject(lease);

    clock.advance(1);
    const now = clock.now();

    await makePingSocket(deps)('socket');

    expect(posted).toEqual([['socket', { type: 'pong', payload: { socket_id: 'socket' } }]]);
    expect(closed).toEqual([]);
    expect(await deps.connections.get('socket')).toMatchObject({ expiresAt: now + 660_000 });
    expect(await deps.users.get(ada.id)).toMatchObject({
      onlineUntil: now + 660_000,
      lastSeen: now,
    });
  });

  test('of an unknown socket closes it', async () => {
    const { deps, posted, closed } = await socketScene();

    await makePingSocket(deps)('unknown');

    expect([posted, closed]).toEqual([[['unknown', endedEvent]], [['unknown', 4401]]]);
  });

  test('after the end of its session closes and removes it', async () => {
    const { deps, ada, posted, closed, clock } = await socketScene();
    await deps.users.revokeTokens(ada.id, clock.now() + 1);

    await makePingSocket(deps)('socket');

    expect([posted, closed]).toEqual([[['socket', endedEvent]], [['socket', 4401]]]);
    expect(await deps.connections.get('socket')).toBeNull();
    expect(await deps.users.get(ada.id)).toMatchObject({ onlineUntil: 0 });
  });
});

describe('a frame without a route', () => {
  test('is answered, and the socket stays open', async () => {
    const { deps, posted, closed } = await socketScene();

    await makeUnknownFrame(deps)('socket');

    expect(posted).toEqual([
      ['socket', errorEvent('unknown_action', 'Send JSON with a known action.')],
    ]);
    expect(closed).toEqual([]);
  });

  test('of an unknown socket closes it', async () => {
    const { deps, posted, closed } = await socketScene();

    await makeUnknownFrame(deps)('unknown');

    expect([posted, closed]).toEqual([[['unknown', endedEvent]], [['unknown', 4401]]]);
  });
});

describe('closing sockets', () => {
  test('is emitted and done even if the registration cannot be removed', async () => {
    const { deps, posted, closed } = await socketScene();
    const connections = overriding(deps.connections, {
      remove: async () => {
        throw new Error('busy');
      },
    });

    const closing = closeSocket({ ...deps, connections }, 'socket', 4403, 'Why.');
    await expect(closing).rejects.toThrow('busy');

    expect([posted, closed]).toEqual([[['socket', errorEvent(4403, 'Why.')]], [['socket', 4403]]]);
  });

  test('ends the presence of a user only with the last one', async () => {
    const { deps, ada, clock, socket } = await socketScene();
    await deps.connections.add({ ...socket, id: 'other' });
    const lease = { onlineUntil: clock.now() + 60_000, lastSeen: clock.now() };
    await deps.users.setPresence(ada.id, lease);
    clock.advance(1_000);
    const isOther = ({ id }: { id: string }) => id === 'other';

    expect(await closeSockets(deps, ada.id, 'Why.', () => false)).toBe(false);
    expect(await closeSockets(deps, ada.id, 'Why.', isOther)).toBe(false);
    expect(await deps.users.get(ada.id)).toMatchObject(lease);
    expect(await closeSockets(deps, ada.id, 'Why.')).toBe(true);
    const now = clock.now();
    expect(await deps.users.get(ada.id)).toMatchObject({ onlineUntil: now, lastSeen: now });
    expect(await closeSockets(deps, ada.id, 'Why.')).toBe(false);
  });
});
