import { expect, it } from 'vitest';
import { createClient, createMemoryCache, createMemoryStorage } from '#client';
import type { SocketLike } from '#client/socket/socket.ts';
import { readMarkTimes } from '#client/sync/read-marks.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { aConversation, CONVERSATION, ME, myMessage } from './support/builders.ts';
import { createFakeCall } from './support/fake-call.ts';
import { createFakeChannels, createFakeLocks } from './support/fake-tabs.ts';
import { createFakeTimers, settle } from './support/fake-timers.ts';

/** Two tabs of one browser; the first one leads, and its open socket has the id `mine`. */
const openTabs = async () => {
  const clock = createFakeTimers();
  const locks = createFakeLocks();
  const channels = createFakeChannels();
  const storage = createMemoryStorage();
  const before = aConversation({ ver: 4, last_seq: 2, unread_count: 2 });
  const server = createFakeCall({
    'POST /api/realtime/ticket': () => ({ ticket: 't', expires_in: 30 }),
    'GET /api/conversations': () => ({ items: [before], pages: 1 }),
    'POST /api/conversations/{id}/read': () => ({
      ...before,
      ver: 5,
      my_read_seq: 2,
      unread_count: 0,
    }),
    'POST /api/conversations/{id}/messages': () => ({
      ...myMessage(3, { client_id: 'id-1' }),
      ver: 6,
    }),
  });
  const sockets: SocketLike[] = [];
  const openTab = () => {
    const cache = createMemoryCache(server.call);
    const client = createClient(
      {
        timers: clock.timers,
        random: () => 0.5,
        now: clock.now,
        newId: () => 'id-1',
        openSocket: () => {
          const socket: SocketLike = {
            onopen: null,
            onmessage: null,
            onclose: null,
            send: () => undefined,
            close: () => undefined,
          };
          sockets.push(socket);
          return socket;
        },
        openBus: () => channels.openBus(),
        openStorage: () => storage,
        leaderLocks: locks.forPage().locks,
      },
      { userId: ME, call: server.call, cache },
    );
    const events: ServerEvent[] = [];
    client.onEvent((event) => events.push(event));
    cache.mergeList([before]);
    client.start();
    return { client, cache, events };
  };
  const [leader, follower] = [openTab(), openTab()];
  await settle();
  const pong = { type: 'pong', payload: { socket_id: 'mine' } };
  sockets[0]?.onmessage?.({ data: JSON.stringify(pong) });
  await settle();
  return { clock, server, leader, follower };
};

it('a mark of the tab with the socket is an event for all tabs, which closes notifications', async () => {
  const { clock, server, leader, follower } = await openTabs();

  leader.client.realtime.markRead(CONVERSATION, 2);
  await clock.advance(readMarkTimes.maxMs);

  const read = {
    type: 'message:read',
    conversation_id: CONVERSATION,
    ver: 5,
    payload: { user_id: ME, up_to_seq: 2 },
  };
  expect(server.asked.at(-1)?.input.body).toEqual({ seq: 2, socket_id: 'mine' });
  expect(leader.events).toEqual([read]);
  expect(follower.events).toEqual([read]);
  expect(follower.cache.conversation(CONVERSATION)).toMatchObject({ ver: 5, unread_count: 0 });
});

it('a mark of another tab names no socket: its event comes over that of the leader', async () => {
  const { clock, server, follower } = await openTabs();

  follower.client.realtime.markRead(CONVERSATION, 2);
  await clock.advance(readMarkTimes.maxMs);

  expect(server.asked.at(-1)?.input.body).toEqual({ seq: 2 });
  expect(follower.events).toEqual([]);
});

it('a message of either tab is sent by the tab with the socket, and its response is the event for both', async () => {
  const { server, leader, follower } = await openTabs();
  leader.cache.setConversations((index) => ({
    ...index,
    [CONVERSATION]: aConversation({ ver: 5, last_seq: 2 }),
  }));

  await follower.client.outbox.enqueue(CONVERSATION, { content: 'Hello' });
  await settle();

  const sent = server.asked.filter(({ key }) => key.endsWith('/messages'));
  expect(sent.map(({ input }) => input.body)).toMatchObject([
    { client_id: 'id-1', socket_id: 'mine' },
  ]);
  for (const { events } of [leader, follower]) {
    expect(events).toMatchObject([{ type: 'message:new', seq: 3, ver: 6 }]);
  }
  expect(leader.cache.conversation(CONVERSATION)).toMatchObject({ ver: 6, last_seq: 3 });
  expect(follower.client.outbox.store.getState().items).toEqual([]);
});
