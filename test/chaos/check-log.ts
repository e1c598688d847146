import type * as z from 'zod';
import type { LogEntry } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Ask, Truth } from '../simulator/support/compare.ts';

export type Entry = z.infer<typeof LogEntry>;

/** The whole log of a conversation. */
export const readLog = async (ask: Ask, id: string): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (let hasMore = true; hasMore; ) {
    const query = { after: String(entries.length), limit: '100' };
    const page = (await ask('GET /api/conversations/{id}/log', { params: { id }, query })) as {
      entries: Entry[];
    };
    entries.push(...page.entries);
    hasMore = page.entries.length > 0;
  }
  return entries;
};

/** Counts from the messages, without the server's counters. */
const countUnread = (messages: readonly Message[], userId: string, readSeq: number): number =>
  messages.filter(
    (message) =>
      message.receiver_id === userId &&
      message.sender_id !== userId &&
      message.deleted_at === null &&
      message.read_at === null &&
      message.seq > readSeq,
  ).length;

const checkEntries = (entries: readonly Entry[], { conversation, messages }: Truth): string[] => {
  const complaints: string[] = [];
  const hole = entries.findIndex(({ seq }, index) => seq !== index + 1);
  if (hole >= 0) complaints.push(`the log has a hole at ${hole + 1}`);
  if (entries.length !== conversation.last_seq) {
    complaints.push(`the log has ${entries.length} entries, its end is ${conversation.last_seq}`);
  }
  const latest = new Map(entries.map(({ seq, message }) => [message.seq, seq]));
  for (const { seq, rev } of messages) {
    if (latest.get(seq) !== rev)
      complaints.push(`message ${seq} has revision ${rev}, not its entry`);
  }
  if (latest.size !== messages.length) {
    complaints.push(`the log knows ${latest.size} messages, the history ${messages.length}`);
  }
  const last = messages.at(-1);
  if (conversation.last_message?.id !== last?.id)
    complaints.push('the preview is not the last message');
  return complaints;
};

/** Violations within a conversation; `truths`: its members' views, by user. */
export const checkLog = (
  entries: readonly Entry[],
  truths: ReadonlyMap<string, Truth>,
): string[] => {
  const complaints: string[] = [];
  for (const [userId, truth] of truths) {
    const { conversation, messages } = truth;
    complaints.push(...checkEntries(entries, truth));
    const unread = countUnread(messages, userId, conversation.my_read_seq);
    if (unread !== conversation.unread_count) {
      complaints.push(`${unread} are unread, the server counts ${conversation.unread_count}`);
    }
    const peer = truths.get(conversation.peer.id)?.conversation;
    if (peer && peer.peer_read_seq !== conversation.my_read_seq) {
      complaints.push(`a read mark is ${conversation.my_read_seq} and ${peer.peer_read_seq}`);
    }
  }
  return complaints;
};
