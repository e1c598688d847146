import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { validAfterRevocation } from '#core/domain/revocation.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import { closeSockets } from '#core/sockets.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { aCaller } from '../support/builders.ts';
import { register } from '../support/ports/actions.ts';
import type { OpenStores } from '../support/ports/stores.ts';

const { perUser } = limits.socket;
const noIdentities = { touchSession: async () => undefined } as unknown as IdentityProvider;
const deafSockets: Broadcaster = { post: async () => 'sent', disconnect: async () => undefined };

/** The required result of concurrent handshakes on a home's stores: see `makeConnectSocket`. */
export const describeHandshakes = (name: string, open: OpenStores): void => {
  const setup = async () => {
    const stores = await open();
    const { connections, tickets, users, clock } = stores;
    const { id: userId } = await register(stores);
    const deps = {
      ...stores,
      broadcaster: deafSockets,
      identities: noIdentities,
      emitPresence: async () => undefined,
    };
    const connect = makeConnectSocket(deps);
    const callerOf = (sessionId: string) => aCaller({ userId, sessionId, issuedAt: clock.now() });
    const expiresAt = clock.now() + 30_000;
    const shakeHands = async (ticket: string, id: string) => connect(id, { ticket });
    return {
      registered: async () => (await connections.listByUsers([userId])).map(({ id }) => id),
      putTicket: (secret: string, sessionId = 'phone') =>
        tickets.put({ secret, caller: callerOf(sessionId), expiresAt }),
      shakeHands,
      logOutEverywhere: async () => {
        await users.revokeTokens(userId, validAfterRevocation(clock.now()));
        await closeSockets(deps, userId, 'Signed out everywhere.');
      },
      endSession: async (ended: string) => {
        await users.rejectSessions(userId, [ended], clock.now());
        await closeSockets(deps, userId, 'Signed out.', ({ sessionId }) => sessionId === ended);
      },
    };
  };

  describe(`concurrent handshakes: ${name}`, () => {
    it('stay within the limit of sockets', async () => {
      const { registered, putTicket, shakeHands } = await setup();
      const ids = Array.from({ length: perUser + 5 }, (_, index) => `socket-${index}=`);
      for (const id of ids) await putTicket(id);
      const [early, late] = [ids.slice(0, perUser - 5), ids.slice(perUser - 5)];
      for (const id of early) await shakeHands(id, id);

      const outcomes = await Promise.all(late.map((id) => shakeHands(id, id)));

      expect(new Set(outcomes)).toEqual(new Set(['accepted']));
      const kept = await registered();
      expect(kept.length).toBeLessThanOrEqual(perUser);
      // The oldest are closed.
      expect(late.some((id) => kept.includes(id))).toBe(true);
    });

    it('with one ticket succeed once', async () => {
      const { registered, putTicket, shakeHands } = await setup();
      await putTicket('one ticket');

      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) => shakeHands('one ticket', `socket-${index}=`)),
      );

      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(await registered()).toHaveLength(1);
    });

    it('leave no socket after a concurrent logout everywhere, whenever it comes', async () => {
      for (const turns of [0, 1, 2, 3, 5, 8, 13]) {
        const { registered, putTicket, shakeHands, logOutEverywhere } = await setup();
        const ids = Array.from({ length: 5 }, (_, index) => `socket-${index}=`);
        await Promise.all(ids.map((id) => putTicket(id)));

        const handshakes = Promise.all(ids.map((id) => shakeHands(id, id)));
        for (let passed = 0; passed < turns; passed++) await turn();
        await Promise.all([handshakes, logOutEverywhere()]);

        expect(await registered()).toEqual([]);
      }
    });

    it('leave no socket of a session that ends concurrently, and those of another session', async () => {
      for (const turns of [0, 1, 2, 3, 5, 8, 13]) {
        const { registered, putTicket, shakeHands, endSession } = await setup();
        const phone = Array.from({ length: 3 }, (_, index) => `phone-${index}=`);
        const laptop = Array.from({ length: 2 }, (_, index) => `laptop-${index}=`);
        await Promise.all(phone.map((id) => putTicket(id)));
        await Promise.all(laptop.map((id) => putTicket(id, 'laptop')));

        const handshakes = Promise.all([...phone, ...laptop].map((id) => shakeHands(id, id)));
        for (let passed = 0; passed < turns; passed++) await turn();
        await Promise.all([handshakes, endSession('phone')]);

        expect((await registered()).sort()).toEqual(laptop);
      }
    });
  });
};
