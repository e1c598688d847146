import { isDue } from '#core/domain/visibility/expiry.ts';
import { expiryChange } from '#core/domain/visibility/expiry-change.ts';
import {
  expiryEntryOf,
  expiryPartition,
  expiryRangeUntil,
} from '#functions/adapters/aws/dynamodb/table/expiry-keys.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import {
  conversationKey,
  type Key,
  restoreKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  deleteItem,
  getItem,
  type Item,
  type Table,
  transact,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { writesOf } from './change-writes.ts';
import { conversationOf } from './conversation-item.ts';
import { type Due, dueIn } from './waiting-messages.ts';

/** DynamoDB's limit of a transaction, less the conversation and its entries in the list of expiries. */
const maxWrites = 100 - 3;

/** As many of them as one transaction can remove: each has a placeholder, its files, and its entry. */
const fitting = ({ messages, entries, next }: Due, now: number): Due => {
  let writes = entries.length;
  const fit = messages.filter(({ attachments }) => {
    writes += 1 + attachments.length;
    return writes <= maxWrites;
  });
  if (fit.length === messages.length) return { messages, entries, next };
  const rest = new Set(messages.filter((one) => !fit.includes(one)).map(({ seq }) => seq));
  const kept = entries.filter(({ SK }) => !rest.has(Number(SK.slice(SK.lastIndexOf('#') + 1))));
  return { messages: fit, entries: kept, next: now };
};

/** Removes what has expired in a conversation, as much as a transaction can; returns whether it was due. */
const expireStep = (table: Table, conversationId: string): Promise<boolean> =>
  withRetries(
    table.clock,
    async () => {
      const now = table.clock.now();
      const item = await getItem(table, conversationKey(conversationId));
      const stored = item && conversationOf(item);
      if (!stored || !isDue(stored, now)) return false;
      const { messages, entries, next } = fitting(await dueIn(table, conversationId, now), now);
      const change = expiryChange(stored, messages, next, now);
      const removed = entries.map((Key) => ({ Delete: { Key } }));
      await transact(table, [...removed, ...writesOf(change, { conversation: stored }, now)]);
      return true;
    },
    isLostRace,
  );

/**
 * Maximum number of steps in a conversation before a change, and before the sweep goes on to the next one. What is left
 * stays hidden until it is removed.
 */
const maxSteps = 5;

/** Returns the number of steps: with all of them, there may be more to remove. */
const expireSteps = async (
  table: Table,
  conversationId: string,
  isOver: () => boolean = () => false,
): Promise<number> => {
  let steps = 0;
  while (steps < maxSteps && !isOver() && (await expireStep(table, conversationId))) steps++;
  return steps;
};

export const expireIn = async (table: Table, conversationId: string): Promise<void> => {
  await expireSteps(table, conversationId);
};

interface DueConversation {
  readonly key: Key;
  readonly id: string;
  readonly expiresAt: number;
}

/** The list of all conversations with a message that waits for its expiry, by the time of the next one. */
async function* dueConversations(table: Table): AsyncGenerator<DueConversation> {
  const range = {
    partition: expiryPartition,
    sort: expiryRangeUntil(table.clock.now()),
    consistency: 'consistent',
  } as const;
  for await (const { items } of queryPages(table, range)) {
    for (const item of items) {
      const key = item as Item & Key;
      const { conversationId: id, expiresAt } = expiryEntryOf(key);
      yield { key: { PK: key.PK, SK: key.SK }, id, expiresAt };
    }
  }
}

/** Is the entry of this expiry left from an earlier one? If the clock was set back, its conversation is not due yet. */
const isOutdated = async (table: Table, id: string, expiresAt: number): Promise<boolean> => {
  const item = await getItem(table, conversationKey(id));
  return !item || conversationOf(item).nextExpiry !== expiresAt;
};

/**
 * A restore writes conversations before their messages, and at its end compares all of them with its archive. A removal in
 * between would find nothing due in a conversation and delete its entry in the list, so that nothing is ever removed from it.
 */
const isBeingRestored = async (table: Table): Promise<boolean> =>
  (await getItem(table, restoreKey)) !== null;

/** Number of conversations worked on at the same time: a step mostly waits for the table. */
const width = 8;

/**
 * See `ConversationStore.removeExpired`. In rounds, so that no conversation waits for a large one, of which only one
 * step is in memory at a time.
 */
export const removeExpired = async (
  table: Table,
  { until, onFailure }: { until: number; onFailure: (error: unknown) => void },
): Promise<number> => {
  const cleaned = new Set<string>();
  const failed = new Set<string>();
  let isEnded = false;
  let hasMore = true;
  const isOver = (): boolean => table.clock.now() >= until;
  const removeIn = async ({ key, id, expiresAt }: DueConversation): Promise<void> => {
    const steps = await expireSteps(table, id, isOver);
    if (steps > 0) cleaned.add(id);
    // The entry of an earlier expiry, which nothing has removed.
    else if (await isOutdated(table, id, expiresAt)) await deleteItem(table, key);
    if (steps === maxSteps) hasMore = true;
  };
  const work = async (list: AsyncGenerator<DueConversation>): Promise<void> => {
    for await (const due of list) {
      isEnded ||= isOver() || (await isBeingRestored(table));
      if (isEnded) return;
      if (failed.has(due.id)) continue;
      await removeIn(due).catch((error) => {
        failed.add(due.id);
        onFailure(error);
      });
    }
  };
  while (hasMore && !isEnded) {
    hasMore = false;
    const list = dueConversations(table);
    await Promise.all(Array.from({ length: width }, () => work(list)));
  }
  return cleaned.size;
};

export { withoutExpired } from './waiting-messages.ts';
