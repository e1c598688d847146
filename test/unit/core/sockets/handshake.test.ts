import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeIssueTicket } from '#core/usecases/sockets/issue-ticket.ts';
import { aCaller } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const error = (code: number | string, detail: string) => ({
  type: 'error',
  payload: { code, detail },
});

describe('a handshake', () => {
  const connectOf = async () => {
    const scene = await coreScene();
    const { deps, people, ada, clock } = scene;
    const caller = aCaller({ userId: ada.id, sessionId: 'session' });
    people.callers.set('token', caller);
    people.callers.set('sessionless', { ...caller, sessionId: null });
    people.callers.set('dead', { ...caller, issuedAt: -1 });
    people.callers.set('of nobody', aCaller());
    await deps.tickets.put({ secret: 'ticket', caller, expiresAt: clock.now() + 1 });
    const connect = makeConnectSocket(deps);
    return { ...scene, caller, connect, registered: () => deps.connections.get('socket') };
  };

  test.each([
    [{ ticket: 'ticket' }, 'session'],
    [{ token: 'token' }, 'session'],
    [{ token: 'sessionless' }, null],
  ])('with %j registers the socket and sets its user online', async (handshake, sessionId) => {
    const { connect, registered, people, ada, clock, announced, deps } = await connectOf();
    const now = clock.now();

    expect(await connect('socket', handshake)).toBe('accepted');

    expect(await registered()).toEqual({
      id: 'socket',
      userId: ada.id,
      sessionId,
      conversationId: null,
      connectedAt: now,
      expiresAt: now + limits.socket.registrationSeconds * 1_000,
      isVisible: false,
    });
    expect(people.touched).toEqual(sessionId === null ? [] : [[ada.id, sessionId]]);
    expect(announced).toEqual([[ada.id, true]]);
    expect(await deps.users.get(ada.id)).toMatchObject({
      onlineUntil: now + limits.presence.leaseSeconds * 1_000,
      lastSeen: now,
    });
  });

  test.each([
    {},
    { ticket: 'unknown' },
    { ticket: 'unknown', token: 'token' },
    { token: 'unknown' },
    { token: 'dead' },
    { token: 'of nobody' },
  ])('with %j is refused', async (handshake) => {
    const { connect, registered, announced, people } = await connectOf();

    expect(await connect('socket', handshake)).toBe('unauthenticated');
    expect([await registered(), announced, people.touched]).toEqual([null, [], []]);
  });

  test('with a ticket succeeds once', async () => {
    const { connect } = await connectOf();

    expect(await connect('one', { ticket: 'ticket' })).toBe('accepted');
    expect(await connect('two', { ticket: 'ticket' })).toBe('unauthenticated');
  });

  test('for one conversation requires membership', async () => {
    const { connect, registered, conversation, bob, deps, another } = await connectOf();
    const { conversation: foreign } = await deps.conversations.open({
      ...conversation,
      id: deps.ids.uuid(),
      members: [bob.id, (await another()).id],
    });
    const to = (conversation_id: string) => connect('socket', { token: 'token', conversation_id });

    expect(await to(foreign.id)).toBe('forbidden');
    expect(await to(deps.ids.uuid())).toBe('forbidden');
    expect(await registered()).toBeNull();
    expect(await to(conversation.id)).toBe('accepted');
    expect(await registered()).toMatchObject({ conversationId: conversation.id });
  });

  test('emits presence for the first socket only; surplus sockets get the reason for their close', async () => {
    const { connect, announced, posted, closed, clock } = await connectOf();
    const { perUser } = limits.socket;

    for (let n = 0; n < perUser + 2; n++) {
      clock.advance(1);
      await connect(`socket ${n}`, { token: 'token' });
    }

    expect(announced).toHaveLength(1);
    expect(closed).toEqual([
      ['socket 0', 4403],
      ['socket 1', 4403],
    ]);
    expect(posted[0]).toEqual(['socket 0', error(4403, 'Too many sockets.')]);
  });
});

describe('a ticket', () => {
  test('identifies its caller for a limited time', async () => {
    const { deps, caller, clock } = await coreScene();

    const issued = await makeIssueTicket(deps)(caller);

    const secret = issued.ok ? issued.value.ticket : '';
    expect(issued).toEqual({ ok: true, value: { ticket: secret, expires_in: 30 } });
    expect(await deps.tickets.take(secret)).toEqual({
      secret,
      caller,
      expiresAt: clock.now() + 30_000,
    });
  });

  test('is refused for an invalid token', async () => {
    const { deps, caller } = await coreScene();

    expect(await makeIssueTicket(deps)({ ...caller, issuedAt: -1 })).toMatchObject({
      ok: false,
      code: 'unauthenticated',
    });
  });
});
