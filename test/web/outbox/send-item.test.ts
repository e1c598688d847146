import { expect, it } from 'vitest';
import { makeSendItem } from '#client/outbox/send-item.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { CONVERSATION, myMessage } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';

const SEND = 'POST /api/conversations/{id}/messages';
const item = {
  clientId: 'c1',
  conversationId: CONVERSATION,
  content: 'Hello',
  createdAt: '2026-01-01T00:00:00.000Z',
  order: 1,
  state: 'queued',
} as const;

/** A server that adds `ver` to its response if the request names a socket. */
const setup = (socketId: string | undefined) => {
  const message = myMessage(3, { client_id: item.clientId });
  const server = createFakeCall({
    [SEND]: ({ body }) => ({
      ...message,
      ...((body as { socket_id?: string }).socket_id !== undefined && { ver: 7 }),
    }),
  });
  const events: ServerEvent[] = [];
  const send = makeSendItem({
    call: server.call,
    storage: {} as never,
    socketId: () => socketId,
    onEvent: (event) => events.push(event),
    loadUploads: () => Promise.reject(new Error('no files')),
  });
  return { message, events, server, send: () => send(item, new AbortController().signal) };
};

it('with an own socket, the response replaces the event of the message', async () => {
  const { message, events, server, send } = setup('mine');

  expect(await send()).toEqual(message);

  expect(server.asked[0]?.input.body).toEqual({
    content: 'Hello',
    client_id: 'c1',
    socket_id: 'mine',
  });
  expect(events).toEqual([
    { type: 'message:new', conversation_id: CONVERSATION, seq: 3, ver: 7, payload: message },
  ]);
});

it('without an own socket, the event comes over the socket of another tab', async () => {
  const { message, events, server, send } = setup(undefined);

  expect(await send()).toEqual(message);

  expect(server.asked[0]?.input.body).toEqual({ content: 'Hello', client_id: 'c1' });
  expect(events).toEqual([]);
});
