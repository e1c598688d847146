import * as z from 'zod';
import type { Conversation } from '#core/domain/conversation.ts';
import { distinctMembers, sortedPair } from '#core/domain/conversation.ts';
import type { Freshness } from '#core/ports/lists.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import {
  conversationKey,
  membershipKey,
  pairKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  absent,
  getNamed,
  type Item,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { asOfNow } from './as-of-now.ts';
import { conversationItem, conversationOf } from './conversation-item.ts';

const PairItem = z.object({ conv: z.string() });

export const findByPair = async (table: Table, a: string, b: string): Promise<string | null> => {
  // A pair's conversation never changes.
  const item = await getNamed(table, pairKey(sortedPair(a, b)), 'eventual');
  return item ? PairItem.parse(item).conv : null;
};

export const getConversation = async (
  table: Table,
  id: string,
  freshness?: Freshness,
): Promise<Conversation | null> => {
  const item = await getNamed(table, conversationKey(id), freshness);
  return item ? asOfNow(table, conversationOf(item)) : null;
};

const existing = async (table: Table, [a, b]: Conversation['members']) => {
  const id = await findByPair(table, a, b);
  return id === null ? null : getConversation(table, id);
};

const putIfAbsent = (Item: Item): Write => ({ Put: { Item, ConditionExpression: absent } });

/** The pair's claim decides concurrent opens. Memberships are written once, here. */
export const openConversation = (
  table: Table,
  conversation: Conversation,
): Promise<{ conversation: Conversation; created: boolean }> =>
  withRetries(
    table.clock,
    async () => {
      const found = await existing(table, conversation.members);
      if (found) return { conversation: found, created: false };
      await transact(table, [
        putIfAbsent({ ...pairKey(conversation.members), conv: conversation.id }),
        putIfAbsent(conversationItem(conversation)),
        ...distinctMembers(conversation).map((member) =>
          putIfAbsent(membershipKey(member, conversation.id)),
        ),
      ]);
      return { conversation, created: true };
    },
    isLostRace,
  );
