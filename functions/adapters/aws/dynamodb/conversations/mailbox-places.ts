import * as z from 'zod';
import type { Order } from '#contracts/closed-lists.ts';
import {
  conversationIdOf,
  type Index,
  seqOf,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';

/** The position of a message. */
export interface Place {
  readonly conversationId: string;
  readonly seq: number;
}

export const placeText = ({ conversationId, seq }: Place): string => `${conversationId} ${seq}`;

const Entry = z.object({ PK: z.string(), SK: z.string() });

/** The position of an index entry or a message item. */
export const placeOf = (item: unknown): Place => {
  const key = Entry.parse(item);
  return { conversationId: conversationIdOf(key), seq: seqOf(key) };
};

export interface Mailbox {
  readonly index: Index;
  readonly partition: string;
  readonly order: Order;
}

/** The positions of a mailbox's messages, in its order, read in portions of about the needed size. */
export async function* placesOf(
  table: Table,
  { index, partition, order }: Mailbox,
  portion: number,
): AsyncGenerator<Place> {
  const range = {
    partition,
    index,
    consistency: 'eventual',
    newestFirst: order === 'desc',
  } as const;
  for await (const { items } of queryPages(table, range, { Limit: portion })) {
    yield* items.map(placeOf);
  }
}
