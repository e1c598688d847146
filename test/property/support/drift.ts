import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Conversation, listMessages, readLog } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { AnswerOf } from '#contracts/route.ts';
import type { Call } from './handlers.ts';
import { type Ask, pagesOf } from './pages.ts';

/** Queries of a user, repeated after too many lost races, which change nothing. */
export const asking =
  (call: Call, userId: string): Ask =>
  async (name, request) => {
    const reply = await call(userId, name, request);
    ok(typeof reply !== 'string', `${name}: ${String(reply)}`);
    return reply.body as never;
  };

const wholeLog = async (ask: Ask, id: string) => {
  const entries: AnswerOf<typeof readLog>['entries'] = [];
  for (;;) {
    const query = { after: entries.length, limit: 100 };
    const piece: AnswerOf<typeof readLog> = await ask('read-log', { params: { id }, query });
    entries.push(...piece.entries);
    if (piece.entries.length === 0) return { entries, lastSeq: piece.last_seq };
  }
};

const wholeHistory = async (ask: Ask, id: string): Promise<Message[]> => {
  const messages: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const page: AnswerOf<typeof listMessages> = await ask('list-messages', {
      params: { id },
      query,
    });
    messages.push(...page.items);
    cursor = page.next_cursor;
  }
  return messages;
};

const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;

/**
 * All counters must equal their recount: the gapless log, its messages, the unread ones, and the
 * totals of inbox and outbox. For a user with only this conversation.
 */
export const checkNoDrift = async (call: Call, userId: string, id: string): Promise<void> => {
  const ask = asking(call, userId);
  const conversation = await ask<Conversation>('get-conversation', { params: { id } });
  const { entries, lastSeq } = await wholeLog(ask, id);
  const messages = await wholeHistory(ask, id);
  const kept = messages.filter(({ deleted_at }) => deleted_at === null);
  const received = kept.filter(({ receiver_id }) => receiver_id === userId);
  const unread = received.filter(({ is_read }) => !is_read);

  deepStrictEqual(
    entries.map(({ seq }) => seq),
    entries.map((_, index) => index + 1),
    'a log without holes',
  );
  deepStrictEqual([lastSeq, conversation.last_seq], [entries.length, entries.length]);
  ok(conversation.ver > entries.length, 'each entry is a change');
  deepStrictEqual(conversation.unread_count, unread.length, 'unread_count');
  deepStrictEqual(conversation.last_message?.seq ?? 0, messages[0]?.seq ?? 0, 'last_message');

  const sent = entries.filter(({ kind }) => kind === 'message');
  deepStrictEqual(
    sent.map(({ seq }) => seq),
    messages.map(({ seq }) => seq).reverse(),
    'messages are where the log has them',
  );
  for (const { message } of sent) {
    const ofIt = entries.filter((entry) => entry.message.id === message.id);
    const times = (kind: string) => count(ofIt, (entry) => entry.kind === kind);
    deepStrictEqual(times('delete'), Number(message.deleted_at !== null), 'deleted once');
    deepStrictEqual(times('read'), Number(message.read_at !== null), 'read once');
    deepStrictEqual(message.rev, ofIt.at(-1)?.seq, 'rev is its latest entry');
  }

  const totals = [
    (await pagesOf(ask, 'list-inbox', 50)).length,
    (await pagesOf(ask, 'list-inbox', 50, { unread_only: 'true' })).length,
    (await pagesOf(ask, 'list-outbox', 50)).length,
  ];
  const counted = [received.length, unread.length, count(kept, (one) => one.sender_id === userId)];
  deepStrictEqual(totals, counted, 'inbox, unread, outbox');
};
