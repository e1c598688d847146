import * as z from 'zod';
import { conversationIdOf, seqOf } from '#functions/adapters/aws/dynamodb/table/keys.ts';

/** The position of a message. */
export interface Place {
  readonly conversationId: string;
  readonly seq: number;
}

export const placeText = ({ conversationId, seq }: Place): string => `${conversationId} ${seq}`;

const Entry = z.object({ PK: z.string(), SK: z.string() });

/** The position of a message item. */
export const placeOf = (item: unknown): Place => {
  const key = Entry.parse(item);
  return { conversationId: conversationIdOf(key), seq: seqOf(key) };
};
