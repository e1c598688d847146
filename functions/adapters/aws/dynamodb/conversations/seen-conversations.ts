import type { MemberSettings } from '#core/domain/member-settings.ts';
import { hasDeclined } from '#core/domain/requests/message-request.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import { fullSight } from '#core/domain/visibility/visible.ts';
import { batchGet, batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { conversationKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { marksKey } from '#functions/adapters/aws/dynamodb/table/marks-keys.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { allAsOfNow } from './as-of-now.ts';
import { conversationOf } from './conversation-item.ts';
import { membershipsOf } from './conversation-lists.ts';
import { marksOf, marksPlaceOf } from './marks-item.ts';

type SightOf = (conversationId: string) => Sight;

/** What a user no longer sees, by conversation. Reads the marks only of memberships with hidden messages. */
export const sightsOf = async (
  table: Table,
  userId: string,
  memberships: readonly { id: string; settings: MemberSettings }[],
): Promise<SightOf> => {
  const hiding = memberships.filter(({ settings }) => settings.lastHiddenSeq > settings.clearedSeq);
  const keys = hiding.map(({ id }) => marksKey(userId, id));
  const items = keys.length > 0 ? await batchGet(table, keys, 'eventual') : [];
  const hidden = new Map(items.map((item) => [marksPlaceOf(item), new Set(marksOf(item).hidden)]));
  const sights = new Map(
    memberships.map(({ id, settings: { clearedSeq } }): [string, Sight] => [
      id,
      { clearedSeq, hidden: hidden.get(id) ?? fullSight.hidden },
    ]),
  );
  return (id) => sights.get(id) ?? fullSight;
};

/** A user's conversations without declined requests, in no order, and what the user no longer sees of them. */
export const seenConversationsOf = async (table: Table, userId: string) => {
  const memberships = await membershipsOf(table, userId, 'eventual');
  const keys = memberships.map(({ id }) => conversationKey(id));
  const [items, sightOf] = await Promise.all([
    batchGetNamed(table, keys),
    sightsOf(table, userId, memberships),
  ]);
  const listed = items.map(conversationOf).filter((one) => !hasDeclined(one, userId));
  return { conversations: await allAsOfNow(table, listed), sightOf };
};
