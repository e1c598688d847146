import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RequestMode } from '#contracts/closed-lists.ts';
import type { Delivery } from '#core/push.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { sqlitePeople } from '#test/support/scenes/sqlite-people.ts';

const setup = async (requests: RequestMode = 'on') => {
  const { deps, ada, bob, caller } = await sqlitePeople();
  const pushed: Delivery[] = [];
  const send = makeSendMessage({
    ...deps,
    requests,
    push: async (deliveries) => {
      pushed.push(...deliveries);
    },
  });
  const emitted = () => pushed.map(({ userId, event }) => [userId, event.type]);
  return { send, conversations: deps.conversations, ada, bob, emitted, caller };
};

test('a first send with an unknown reply leaves no conversation behind', async () => {
  const { send, conversations, ada, bob, emitted, caller } = await setup();

  const refused = await send.toUser(caller, bob.id, { content: 'a', replyToId: 'nothing' });

  expect(refused).toMatchObject({ ok: false, code: 'message_not_found' });
  expect(await conversations.findByPair(ada.id, bob.id)).toBeNull();
  expect(emitted()).toEqual([]);
});

test('a conversation that was opened for a refused send is still emitted to both', async () => {
  const { send, conversations, ada, bob, emitted, caller } = await setup('off');
  const attachmentIds = [randomUUID()];

  const refused = await send.toUser(caller, bob.id, { content: 'a', attachmentIds });

  expect(refused).toMatchObject({ ok: false, code: 'invalid_attachment' });
  expect(await conversations.findByPair(ada.id, bob.id)).not.toBeNull();
  expect(emitted()).toEqual([
    [ada.id, 'conversation:new'],
    [bob.id, 'conversation:new'],
  ]);
});

test('a file as a first message is refused, and leaves no request behind', async () => {
  const { send, conversations, ada, bob, emitted, caller } = await setup();

  const refused = await send.toUser(caller, bob.id, { attachmentIds: [randomUUID()] });

  expect(refused).toMatchObject({ ok: false, code: 'request_pending' });
  expect(await conversations.findByPair(ada.id, bob.id)).toBeNull();
  expect(emitted()).toEqual([]);
});
