import * as z from 'zod';
import type { Marks } from '#core/domain/visibility/marks.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';
import { markedIdOf, marksKey } from '#functions/adapters/aws/dynamodb/table/marks-keys.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

const MarksItem = z.object({
  ver: z.int(),
  /** Hidden messages. */
  h: z.array(z.int()),
  /** Stars with their times. */
  st: z.array(z.tuple([z.int(), z.number()])),
});

export const marksOf = (item: Item | null | undefined): Marks => {
  if (!item) return noMarks;
  const { ver, h, st } = MarksItem.parse(item);
  return { ver, hidden: h, starred: st.map(([seq, at]) => ({ seq, at })) };
};

const Key = z.object({ PK: z.string(), SK: z.string() });

/** The conversation of an item with marks. */
export const marksPlaceOf = (item: Item): string => markedIdOf(Key.parse(item));

/** At most 22 KB: 5 bytes for a hidden message, 17 for a star. */
export const marksItem = (
  userId: string,
  conversationId: string,
  { ver, hidden, starred }: Marks,
): Item => ({
  ...marksKey(userId, conversationId),
  ver,
  h: hidden,
  st: starred.map(({ seq, at }) => [seq, at]),
});
