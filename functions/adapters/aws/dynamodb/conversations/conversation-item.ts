import * as z from 'zod';
import type { Conversation, MemberState } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import { conversationIdOf, conversationKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

/** Read mark, unread, received and sent counts, in this order. */
const State = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** The index of the member for whom it waits, its state, and the number of its messages. */
const Request = z.tuple([z.int(), z.enum(['pending', 'declined']), z.int()]);

const ConversationItem = z.object({
  PK: z.string(),
  SK: z.string(),
  /** The sorted members and the state of each; one state in a conversation with oneself. */
  m: z.tuple([z.string(), z.string()]),
  st: z.array(State).min(1).max(2),
  req: Request.optional(),
  ver: z.int(),
  seq: z.int(),
  last: z
    .object({
      seq: z.int(),
      s: z.string(),
      p: z.string(),
      att: z.literal(true).optional(),
      del: z.literal(true).optional(),
      at: z.number(),
    })
    .optional(),
  at: z.number(),
  up: z.number(),
});
type Stored = z.infer<typeof ConversationItem>;

const memberState = ({ st, req }: Stored, index: number): MemberState => {
  const [readSeq, unread, received, sent] = st[index] ?? [0, 0, 0, 0];
  const [waiting, state, messages] = req ?? [];
  return {
    readSeq,
    unread,
    received,
    sent,
    ...(waiting === index &&
      state !== undefined &&
      messages !== undefined && { request: { state, messages } }),
  };
};

const lastMessageOf = (last: Stored['last']): Conversation['lastMessage'] =>
  last
    ? {
        seq: last.seq,
        senderId: last.s,
        preview: last.p,
        hasAttachments: last.att === true,
        deleted: last.del === true,
        createdAt: last.at,
      }
    : null;

export const conversationOf = (item: Item): Conversation => {
  const stored = ConversationItem.parse(item);
  return {
    id: conversationIdOf(stored),
    members: stored.m,
    ver: stored.ver,
    seq: stored.seq,
    states: Object.fromEntries(
      stored.st.map((_, index) => [stored.m[index], memberState(stored, index)]),
    ),
    lastMessage: lastMessageOf(stored.last),
    createdAt: stored.at,
    updatedAt: stored.up,
  };
};

const lastMessageItem = (last: Conversation['lastMessage']): Stored['last'] =>
  last
    ? {
        seq: last.seq,
        s: last.senderId,
        p: last.preview,
        att: last.hasAttachments || undefined,
        del: last.deleted || undefined,
        at: last.createdAt,
      }
    : undefined;

const requestItem = (conversation: Conversation): Stored['req'] => {
  const [item] = conversation.members.flatMap((member, index): z.infer<typeof Request>[] => {
    const { request } = stateOf(conversation, member);
    return request ? [[index, request.state, request.messages]] : [];
  });
  return item;
};

/** Stays below 1 KB, so that each change takes one write unit (two in a transaction). */
export const conversationItem = (conversation: Conversation): Item => ({
  ...conversationKey(conversation.id),
  m: conversation.members,
  st: [...new Set(conversation.members)].map((member) => {
    const { readSeq, unread, received, sent } = stateOf(conversation, member);
    return [readSeq, unread, received, sent];
  }),
  req: requestItem(conversation),
  ver: conversation.ver,
  seq: conversation.seq,
  last: lastMessageItem(conversation.lastMessage),
  at: conversation.createdAt,
  up: conversation.updatedAt,
});
