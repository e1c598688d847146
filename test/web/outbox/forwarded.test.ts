import { expect, it } from 'vitest';
import { makeSendItem } from '#client/outbox/send-item.ts';
import type { Attachment } from '#contracts/http/messages.ts';
import { CONVERSATION, myMessage } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';

const SEND = 'POST /api/conversations/{id}/messages';
const COPY = 'POST /api/attachments/{id}/copy';
const file = (id: string): Attachment => ({
  id,
  filename: `${id}.pdf`,
  mime: 'application/pdf',
  size_bytes: 15,
});
const item = {
  clientId: 'c1',
  conversationId: CONVERSATION,
  content: 'Look',
  isForwarded: true,
  copies: [file('one'), file('two')],
  createdAt: '2026-01-01T00:00:00.000Z',
  order: 1,
  state: 'queued',
} as const;

const setup = () => {
  const server = createFakeCall({
    [SEND]: () => myMessage(3, { client_id: item.clientId }),
    [COPY]: (input) => file(`copy-of-${(input.params as { id: string }).id}`),
  });
  const send = makeSendItem({
    call: server.call,
    storage: {} as never,
    socketId: () => undefined,
    onEvent: () => undefined,
    loadUploads: () => Promise.reject(new Error('no uploads')),
  });
  return { server, send };
};

it('the files of a forwarded message are copied by the server, and sent in the same order', async () => {
  const { server, send } = setup();

  await send(item, new AbortController().signal);

  expect(server.asked.map(({ input }) => [input.params, input.body])).toEqual([
    [{ id: 'one' }, { client_id: 'c1' }],
    [{ id: 'two' }, { client_id: 'c1' }],
    [
      { id: CONVERSATION },
      {
        content: 'Look',
        client_id: 'c1',
        forwarded: true,
        attachment_ids: ['copy-of-one', 'copy-of-two'],
      },
    ],
  ]);
});

it('a forwarded message is not sent by a tab that ceases to be the leader while it copies', async () => {
  const { server, send } = setup();
  const leading = new AbortController();

  const sending = send(item, leading.signal);
  leading.abort();

  await expect(sending).rejects.toThrow();
  expect(server.asked.filter(({ input }) => input.params?.['id'] === CONVERSATION)).toEqual([]);
});
