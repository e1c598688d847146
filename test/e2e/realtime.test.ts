import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeClient, type TestUser } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';
import { openSocket, refusalOf, type TestSocket } from '../support/socket.ts';

const home = openHome();
const client = makeClient(home.url);

const ticketOf = async (user: TestUser): Promise<string> =>
  (await client.call('POST', '/realtime/ticket', { token: user.token })).body.ticket;

/** Opens a socket as clients should: ticket, connect, ping, pong. */
const connect = async (user: TestUser, query = ''): Promise<TestSocket> => {
  const socket = await openSocket(`${home.socketUrl}?ticket=${await ticketOf(user)}${query}`);
  socket.send({ action: 'ping' });
  await socket.next(({ type }) => type === 'pong');
  return socket;
};

describe('handshake', () => {
  test('accepts a ticket once, and an access token', async () => {
    const ada = await client.register();
    const ticket = await ticketOf(ada);

    expect(await refusalOf(`${home.socketUrl}?ticket=${ticket}`)).toBeNull();
    expect(await refusalOf(`${home.socketUrl}?ticket=${ticket}`)).not.toBeNull();
    expect(await refusalOf(`${home.socketUrl}?token=${ada.token}`)).toBeNull();
  });

  test.skipIf(lacks('handshake-status'))(
    'is refused with 401 without a valid ticket or token, with 403 for a foreign conversation',
    async () => {
      const ada = await client.register();
      const { conversationId } = await client.pair();
      const refused = (query: string) => refusalOf(`${home.socketUrl}${query}`);

      expect(await refused('')).toBe(401);
      expect(await refused('?ticket=nothing')).toBe(401);
      expect(await refused('?token=a.b.c')).toBe(401);
      for (const id of [conversationId, randomUUID(), 'no-id', '']) {
        expect(await refused(`?token=${ada.token}&conversation_id=${id}`)).toBe(403);
      }
    },
  );

  test.skipIf(lacks('ten-at-once'))(
    'succeeds for one of ten concurrent requests with a ticket',
    async () => {
      const ada = await client.register();
      const ticket = await ticketOf(ada);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => refusalOf(`${home.socketUrl}?ticket=${ticket}`)),
      );

      expect(outcomes.filter((status) => status === null)).toHaveLength(1);
    },
  );
});

/** The server's id of a socket. */
const nameOf = async (socket: TestSocket): Promise<string> => {
  const pong = await socket.next(({ type }) => type === 'pong');
  return (pong.payload as { socket_id: string }).socket_id;
};

describe('a call that names a socket', () => {
  test('gets its event with the response; all other sockets of both users get the event as usual', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const [own, other, bobs] = await Promise.all([connect(ada), connect(ada), connect(bob)]);
    const socket_id = await nameOf(own);
    const path = `/conversations/${conversationId}`;
    const call = (what: string, json: object) =>
      client.call('POST', `${path}/${what}`, { token: ada.token, json });

    const named = await call('messages', { content: 'answered', socket_id });
    const unnamed = await call('messages', { content: 'pushed' });
    const events = await Promise.all(
      [other, bobs].map((socket) =>
        socket.next((event) => event.type === 'message:new' && event.seq === named.body.seq),
      ),
    );
    await own.next((event) => event.type === 'message:new' && event.seq === unnamed.body.seq);

    const { ver, ...message } = named.body;
    for (const event of events) expect(event).toMatchObject({ ver, payload: message });
    expect(unnamed.body.ver).toBeUndefined();
    expect(own.frames.map(({ seq }) => seq)).not.toContain(named.body.seq);

    const toRead = await client.send(bob, ada, 'to read');
    const read = await call('read', { seq: toRead.body.seq, socket_id });
    const isRead = (event: { type: string }) => event.type === 'message:read';
    for (const socket of [other, bobs]) {
      expect(await socket.next(isRead)).toMatchObject({ ver: read.body.ver });
    }
    await client.send(bob, ada, 'after it');
    await own.next((event) => event.type === 'message:new' && event.ver === read.body.ver + 1);
    expect(own.frames.some(isRead)).toBe(false);
  });

  test('cannot withhold events from a socket of another user', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const bobs = await connect(bob);
    const sent = await client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      json: { content: 'for Bob', socket_id: await nameOf(bobs) },
    });

    await bobs.next((event) => event.type === 'message:new' && event.seq === sent.body.seq);
  });
});

describe('events', () => {
  test('a message reaches every device of both people', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const devices = await Promise.all([connect(ada), connect(ada), connect(bob), connect(bob)]);
    const sent = await client.send(ada, bob, 'live');

    for (const device of devices) {
      const frame = await device.next(({ type }) => type === 'message:new');
      expect(frame).toMatchObject({ conversation_id: conversationId, seq: 1, payload: sent.body });
      expect(frame.ver).toBeGreaterThan(1);
    }
    await Promise.all(devices.map((device) => device.close()));
  });

  test('a new conversation and a read-up-to are emitted to both', async () => {
    const [ada, bob] = await Promise.all([client.register(), client.register()]);
    const [adas, bobs] = await Promise.all([connect(ada), connect(bob)]);
    const { body: message } = await client.send(ada, bob, 'hello');
    await client.send(bob, ada, 'hello to you');
    const path = `/conversations/${message.conversation_id}/read`;
    const { body: conversation } = await client.call('POST', path, {
      token: bob.token,
      json: { seq: 1 },
    });

    const opened = await bobs.next(({ type }) => type === 'conversation:new');
    expect(opened.payload).toMatchObject({ id: message.conversation_id, peer: { id: ada.id } });
    const read = await adas.next(({ type }) => type === 'message:read');
    expect(read).toMatchObject({
      conversation_id: message.conversation_id,
      ver: conversation.ver,
      payload: { user_id: bob.id, up_to_seq: 1 },
    });
    expect(read).not.toHaveProperty('seq');
    await Promise.all([adas.close(), bobs.close()]);
  });

  test('a socket with conversation_id receives only that conversation', async () => {
    const { ada, bob, conversationId } = await client.pair();
    const eve = await client.register();
    // Case-insensitive, as everywhere else.
    const socket = await connect(bob, `&conversation_id=${conversationId.toUpperCase()}`);
    await client.send(eve, bob, 'elsewhere');
    await client.send(ada, bob, 'here');

    await socket.next(({ type, payload }) => type === 'message:new' && payload.text === 'here');
    const received = socket.frames.filter(({ type }) => type !== 'pong');
    expect(received.map(({ conversation_id }) => conversation_id)).toEqual([conversationId]);
    await socket.close();
  });

  test('presence follows the sockets', async () => {
    const { ada, bob, conversationId } = await client.acquainted();
    const peer = async () =>
      (await client.call('GET', `/conversations/${conversationId}`, { token: ada.token })).body
        .peer;
    const socket = await connect(bob);

    expect(await peer()).toMatchObject({ id: bob.id, online: true });
    await socket.close();
    await expect.poll(async () => (await peer()).online).toBe(false);
    expect((await peer()).last_seen).toEqual(expect.any(String));
  });
});

describe('frames of a client', () => {
  test.each([
    ['no JSON', 'hello'],
    ['an unknown action', '{"action":"fly"}'],
    ['an array', '[]'],
  ])('with %s are answered by an error, and the socket stays open', async (_what, raw) => {
    const socket = await connect(await client.register());
    socket.sendRaw(raw);

    expect((await socket.next(({ type }) => type === 'error')).payload.code).toBe('unknown_action');
    const pongs = socket.frames.filter(({ type }) => type === 'pong').length;
    socket.send({ action: 'ping' });
    await expect
      .poll(() => socket.frames.filter(({ type }) => type === 'pong').length)
      .toBe(pongs + 1);
    await socket.close();
  });

  test.skipIf(lacks('reserved-actions'))('may not use a route key as an action', async () => {
    const socket = await connect(await client.register());
    socket.send({ action: '$connect' });
    expect((await socket.next(({ type }) => type === 'error')).payload.code).toBe('unknown_action');
    await socket.close();
  });

  test.skipIf(lacks('frame-limit'))('over 32 KB close the socket with 1009', async () => {
    const socket = await connect(await client.register());
    socket.sendRaw('x'.repeat(32 * 1024 + 1));
    expect(await socket.closed).toBe(1009);
  });

  test.skipIf(lacks('binary-frames'))('close the socket if they are binary', async () => {
    const socket = await connect(await client.register());
    socket.sendRaw(new Uint8Array([0, 255, 1]));
    expect(await socket.closed).toBe(1003);
  });
});

describe('revocation', () => {
  test('emits the reason to the open sockets and closes them after a logout everywhere', async () => {
    const ada = await client.register();
    const socket = await connect(ada);
    await client.call('POST', '/auth/logout', { token: ada.token, json: { everywhere: true } });

    expect((await socket.next(({ type }) => type === 'error')).payload.code).toBe(4401);
    const code = await socket.closed;
    if (!lacks('close-codes')) expect(code).toBe(4401);
  });
});
