import { describe, expect, it } from 'vitest';
import { dynamoConversationStore } from '#functions/adapters/aws/dynamodb/conversations/conversation-store.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { aPair, send, sendMany } from '#test/support/ports/actions.ts';
import type { dynamoHome } from '#test/support/ports/dynamo-home.ts';
import { day, removeExpired, set, setup } from '#test/support/ports/expiring.ts';
import type { OpenTable } from './dynamodb-table.suite.ts';

const stepMs = 1_000;
const perStep = 40;

/** The removal of expired messages by a function that may take so many steps. */
export const describeExpirySteps = (
  open: OpenTable,
  home: () => ReturnType<typeof dynamoHome>,
): void => {
  const begin = async (messages: number) => {
    const scene = await setup(open as never);
    const stores = scene.stores as Awaited<ReturnType<OpenTable>>;
    await sendMany(stores, scene.id, scene.ann.id, messages);
    const client = documentClient(home().config);
    let taken = 0;
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName?.startsWith('TransactWrite')) {
            taken++;
            stores.clock.advance(stepMs);
          }
          return next(args);
        },
      { step: 'initialize', name: 'takes time' },
    );
    const conversations = dynamoConversationStore({ ...stores.table, client });
    const removeIn = async (steps: number) => {
      taken = 0;
      await conversations.removeExpired({
        until: stores.clock.now() + steps * stepMs,
        onFailure: (error) => {
          throw error;
        },
      });
      return taken;
    };
    return { ...scene, stores, removeIn };
  };

  describe('the removal of expired messages whose time is over', () => {
    it('stops amid a conversation, and the next one goes on', async () => {
      const { stores, removeIn, current } = await begin(7 * perStep);
      stores.clock.advance(2 * day * 1_000);

      const first = await removeIn(2);
      const amid = await stores.everythingStored();
      const seen = (await current()).lastMessage?.preview;
      const second = await removeIn(100);

      expect([first, second]).toEqual([2, 6]);
      expect(amid).not.toContain('the first secret');
      expect(amid).toMatch(/"\d+"/);
      expect(seen).toBe('');
      expect(await current()).not.toHaveProperty('nextExpiry');
      expect(await removeExpired(stores)).toBe(0);
    });

    it('has removed small ones behind a large one', async () => {
      const { stores, removeIn } = await begin(7 * perStep);
      const { ann, conversation } = await aPair(stores);
      await set(stores, conversation.id, ann.id, day);
      await send(stores, conversation.id, { senderId: ann.id, content: 'a later secret' });
      stores.clock.advance(2 * day * 1_000);

      await removeIn(6);

      expect(await stores.everythingStored()).not.toContain('a later secret');
    });
  });
};
