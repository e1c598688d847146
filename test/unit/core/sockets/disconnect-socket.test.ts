import { expect, test } from 'vitest';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { MemoryConnectionRegistry } from '#functions/adapters/local/sockets/memory-registries.ts';
import { aConnection } from '#test/support/builders.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

const setup = async () => {
  const { stores, clock, ada } = await sqliteScene();
  const announced: [string, boolean][] = [];
  const connections = new MemoryConnectionRegistry(clock);
  const socket = aConnection({ userId: ada.id, connectedAt: clock.now() });
  await connections.add(socket);
  const deps = {
    users: stores.users,
    connections,
    clock,
    emitPresence: async (id: string, isOnline: boolean) => void announced.push([id, isOnline]),
  };
  return { deps, clock, ada, socket, announced };
};

test('a socket that opens while another one closes decides about presence', async () => {
  const { deps, clock, ada, socket } = await setup();
  class OpensMeanwhile extends MemoryConnectionRegistry {
    override async listByUsers() {
      // Sockets that open after the listing are not in it.
      clock.advance(1);
      const now = clock.now();
      await deps.users.setPresence(ada.id, { onlineUntil: now + 60_000, lastSeen: now });
      clock.advance(1);
      return [];
    }
  }
  const connections = new OpensMeanwhile(clock);
  await connections.add(socket);

  await makeDisconnectSocket({ ...deps, connections })(socket.id);

  const stored = await deps.users.get(ada.id);
  expect(stored?.onlineUntil).toBeGreaterThan(clock.now());
});

test('only the last socket of a user ends the lease, at once, and this is emitted', async () => {
  const { deps, clock, ada, socket, announced } = await setup();
  const second = aConnection({ userId: ada.id, connectedAt: clock.now() });
  await deps.connections.add(second);
  await deps.users.setPresence(ada.id, {
    onlineUntil: clock.now() + 60_000,
    lastSeen: clock.now(),
  });
  const disconnect = makeDisconnectSocket(deps);
  clock.advance(1_000);

  await disconnect(socket.id);
  const between = [...announced];
  await disconnect(second.id);
  await disconnect(second.id);
  await disconnect('unknown');

  expect(between).toEqual([]);
  expect(announced).toEqual([[ada.id, false]]);
  const now = clock.now();
  expect(await deps.users.get(ada.id)).toMatchObject({ onlineUntil: now, lastSeen: now });
});
