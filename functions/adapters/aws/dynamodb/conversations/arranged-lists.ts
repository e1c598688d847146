import type { Conversation } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import type { Arranged } from '#core/domain/member-settings.ts';
import { isArchived } from '#core/domain/member-settings.ts';
import type { ArrangedList, MemberSettingsStore } from '#core/ports/member-settings.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { conversationKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { allAsOfNow } from './as-of-now.ts';
import { conversationOf } from './conversation-item.ts';
import { latestFirst, membershipsOf } from './conversation-lists.ts';

type Request = Parameters<MemberSettingsStore['list']>[1];

const byActivity = (one: Arranged, other: Arranged): number =>
  latestFirst(one.conversation, other.conversation);

const pinnedFirst = (one: Arranged, other: Arranged): number =>
  Number(other.settings.isPinned) - Number(one.settings.isPinned) || byActivity(one, other);

/** Reads the conversations that the view may show, and sorts them in memory. */
export const listArranged = async (
  table: Table,
  userId: string,
  { view, now, offset, limit }: Request,
): Promise<ArrangedList> => {
  const memberships = await membershipsOf(table, userId, 'eventual');
  const settings = new Map(memberships.map((one) => [one.id, one.settings]));
  const candidates = memberships.filter(
    (one) => view !== 'archived' || one.settings.archivedSeq !== null,
  );
  const found = await batchGetNamed(
    table,
    candidates.map(({ id }) => conversationKey(id)),
  );
  const current = await allAsOfNow(table, found.map(conversationOf));
  const all = current.flatMap((conversation: Conversation): Arranged[] => {
    const own = settings.get(conversation.id);
    return own ? [{ conversation, settings: own }] : [];
  });
  const requestOf = ({ conversation }: Arranged) => stateOf(conversation, userId).request?.state;
  const accepted = all.filter((one) => requestOf(one) === undefined);
  const waiting = all.filter((one) => requestOf(one) === 'pending');
  const archived = accepted.filter((one) => isArchived(one, now));
  const shown = {
    all: () => [...accepted, ...waiting].sort(byActivity),
    main: () => accepted.filter((one) => !isArchived(one, now)).sort(pinnedFirst),
    archived: () => archived.sort(byActivity),
    requests: () => waiting.sort(byActivity),
  }[view]();
  return {
    items: shown.slice(offset, offset + limit),
    total: shown.length,
    archivedTotal: archived.length,
    requestsTotal: view === 'archived' ? null : waiting.length,
  };
};
