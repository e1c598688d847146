import type * as z from 'zod';
import type { MessageWindow } from '#client';
import type { Conversation, LogEntry } from '#contracts/http/conversations.ts';
import type { Marks } from '#contracts/http/marks/marks.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Server } from './server.ts';

type Entry = z.infer<typeof LogEntry>;
interface Log {
  readonly entries: readonly Entry[];
  readonly conversation: Conversation;
}

const sorted = (value: object): [string, unknown][] =>
  Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));

/** What must be equal: presence and the time of the last change have no log entries, settings their own version. */
export const essence = ({
  peer,
  me: _me,
  updated_at: _,
  ...conversation
}: Conversation): string => {
  const last_message = conversation.last_message && sorted(conversation.last_message);
  return JSON.stringify(sorted({ ...conversation, last_message, peer: peer.id }));
};

/** A message without its read state, which marks change without a message entry. */
const body = ({ is_read: _, ...message }: Message): string => JSON.stringify(sorted(message));

/** Every state that the server ever had, to compare replicas at any time. */
export const createHistory = (server: Server, users: readonly string[]) => {
  const conversations = new Map<string, Conversation>();
  const messages = new Map<string, Message>();
  /** Sequence of the changed message, by user, conversation and sequence of the entry. */
  const changes = new Map<string, Map<number, number>>();
  /** What a user has removed for themselves, by user and conversation. */
  const removed = new Map<string, { readonly cleared: number; readonly hidden: Set<number> }>();

  const recordMarks = async (userId: string, id: string, { me }: Conversation): Promise<void> => {
    if (me.cleared_seq === 0 && me.marks_ver === 0) return;
    const known = removed.get(`${userId} ${id}`)?.hidden ?? [];
    const { hidden } = (await server
      .process()
      .api(userId, 'GET /api/conversations/{id}/marks', { params: { id } })) as Marks;
    const all = new Set([...known, ...hidden]);
    removed.set(`${userId} ${id}`, { cleared: me.cleared_seq, hidden: all });
  };
  const isRemoved = (userId: string, id: string, seq: number): boolean => {
    const gone = removed.get(`${userId} ${id}`);
    return gone !== undefined && (seq <= gone.cleared || gone.hidden.has(seq));
  };

  const record = async (userId: string, id: string): Promise<void> => {
    const changed = changes.get(`${userId} ${id}`) ?? new Map<number, number>();
    changes.set(`${userId} ${id}`, changed);
    const { entries, conversation } = (await server
      .process()
      .api(userId, 'GET /api/conversations/{id}/log', {
        params: { id },
        query: { after: String(changed.size), limit: '100' },
      })) as Log;
    conversations.set(`${userId} ${id} ${conversation.ver}`, conversation);
    await recordMarks(userId, id, conversation);
    for (const { seq, message } of entries) {
      changed.set(seq, message.seq);
      messages.set(`${userId} ${id} ${message.seq} ${message.rev}`, message);
    }
  };

  /** The answer to a send precedes its conversation: it may be shown as the last message. */
  const checkConversation = (userId: string, held: Conversation): string | null => {
    const past = conversations.get(`${userId} ${held.id} ${held.ver}`);
    if (!past) return `conversation has version ${held.ver}, which never was`;
    const isAhead = (held.last_message?.seq ?? 0) > (past.last_message?.seq ?? 0);
    // Marks have their own version: with them a last message is gone.
    const isGone = held.last_message?.hidden ?? past.last_message?.hidden ?? false;
    const { next_expiry: _, ...without } = held;
    const { last_message, next_expiry } = past;
    const behind = { ...without, last_message, ...(next_expiry && { next_expiry }) };
    return essence(isAhead || isGone ? behind : held) === essence(past)
      ? null
      : `conversation ${essence(held)} was ${essence(past)}`;
  };

  /** The latest revision of each message among the first entries of the log. */
  const revisionsUpTo = (userId: string, id: string, logSeq: number): Map<number, number> => {
    const revisions = new Map<number, number>();
    for (const [seq, changed] of changes.get(`${userId} ${id}`) ?? []) {
      if (seq <= logSeq) revisions.set(changed, Math.max(seq, revisions.get(changed) ?? 0));
    }
    return revisions;
  };

  const checkMessage = (
    userId: string,
    id: string,
    held: Message,
    claimed: number,
  ): string | null => {
    const past = messages.get(`${userId} ${id} ${held.seq} ${held.rev}`);
    if (!past) return `message ${held.seq} has revision ${held.rev}, which never was`;
    if (past.hidden) return null;
    if (body(held) !== body(past)) return `message ${body(held)} was ${body(past)}`;
    return held.rev < claimed
      ? `message ${held.seq} has revision ${held.rev}, but the window claims ${claimed}`
      : null;
  };

  const checkWindow = (userId: string, id: string, window: MessageWindow): string | null => {
    const { messages: held, logSeq, upTo } = window;
    const oldest = held[0]?.seq ?? Number.POSITIVE_INFINITY;
    const newest = upTo ?? Number.POSITIVE_INFINITY;
    const known = new Set(held.map(({ seq }) => seq));
    const claimed = revisionsUpTo(userId, id, logSeq);
    const missing = [...claimed.keys()].find(
      (seq) => seq >= oldest && seq <= newest && !known.has(seq) && !isRemoved(userId, id, seq),
    );
    if (missing !== undefined) return `message ${missing} is missing below ${logSeq}`;
    const isUnsorted = held.some((message, index) => message.seq <= (held[index - 1]?.seq ?? 0));
    if (isUnsorted) return 'messages are out of order';
    const wrong = held.map((message) =>
      checkMessage(userId, id, message, claimed.get(message.seq) ?? 0),
    );
    return wrong.find((difference) => difference !== null) ?? null;
  };

  return {
    /** After each change on the server, before anything else happens. */
    record: async (ids: readonly string[]): Promise<void> => {
      for (const id of ids) {
        for (const userId of users) await record(userId, id).catch(() => undefined);
      }
    },
    checkConversation,
    checkWindow,
  };
};
export type History = ReturnType<typeof createHistory>;
