import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Delivery } from '#core/push.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { sqlitePeople } from '#test/support/scenes/sqlite-people.ts';

test('after a crash between write and push, the retry finds the message and pushes it', async () => {
  const { deps, bob, caller } = await sqlitePeople();
  const request = { content: 'once', clientId: randomUUID() };
  const dying = makeSendMessage({
    ...deps,
    push: async () => {
      throw new Error('the function died');
    },
  });
  const pushed: Delivery[] = [];
  const living = makeSendMessage({
    ...deps,
    push: async (deliveries) => {
      pushed.push(...deliveries);
    },
  });

  await expect(dying.toUser(caller, bob.id, request)).rejects.toThrow('died');
  const again = await living.toUser(caller, bob.id, request);

  if (!again.ok) throw new Error(again.code);
  expect(again.value).toMatchObject({ created: false, message: { seq: 1, text: 'once' } });
  expect(pushed.map(({ userId, event }) => [userId, event.type])).toContainEqual([
    bob.id,
    'message:new',
  ]);
  const { conversation_id } = again.value.message;
  expect(await deps.conversations.listMessages(conversation_id, { limit: 10 })).toHaveLength(1);
  const stored = await deps.conversations.get(conversation_id);
  expect(stored?.states[bob.id]).toMatchObject({ unread: 1, received: 1 });
});
