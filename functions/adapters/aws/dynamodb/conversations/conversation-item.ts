import * as z from 'zod';
import { afterOf, storedAfter } from '#contracts/http/disappearing/times.ts';
import type { Conversation, MemberState } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import { conversationIdOf, conversationKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

/** Read mark, unread, received and sent counts, in this order. */
const State = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** The index of the member for whom it waits, its state, and the number of its messages. */
const Request = z.tuple([z.int(), z.enum(['pending', 'declined']), z.int()]);

/** `after` or 0, the index of the member who set it, and when. */
const Disappearing = z.tuple([z.int(), z.int(), z.number()]);

const ConversationItem = z.object({
  PK: z.string(),
  SK: z.string(),
  /** The sorted members and the state of each; one state in a conversation with oneself. */
  m: z.tuple([z.string(), z.string()]),
  st: z.array(State).min(1).max(2),
  req: Request.optional(),
  /** Indexes of the members of whom a message has expired. */
  w: z.array(z.int()).optional(),
  dis: Disappearing.optional(),
  /** The next expiry. */
  nx: z.number().optional(),
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
      x: z.number().optional(),
    })
    .optional(),
  at: z.number(),
  up: z.number(),
});
type Stored = z.infer<typeof ConversationItem>;

const memberState = ({ st, req, w }: Stored, index: number): MemberState => {
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
    ...(w?.includes(index) && { hasWritten: true as const }),
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
        ...(last.x !== undefined && { expiresAt: last.x }),
      }
    : null;

const disappearingOf = ({
  m,
  dis,
  nx,
}: Stored): Pick<Conversation, 'disappearing' | 'nextExpiry'> => ({
  ...(dis && { disappearing: { after: afterOf(dis[0]), setBy: m[dis[1]] ?? m[0], setAt: dis[2] } }),
  ...(nx !== undefined && { nextExpiry: nx }),
});

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
    ...disappearingOf(stored),
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
        x: last.expiresAt,
      }
    : undefined;

const requestItem = (conversation: Conversation): Stored['req'] => {
  const [item] = conversation.members.flatMap((member, index): z.infer<typeof Request>[] => {
    const { request } = stateOf(conversation, member);
    return request ? [[index, request.state, request.messages]] : [];
  });
  return item;
};

const disappearingItem = ({ members, disappearing: one }: Conversation): Stored['dis'] =>
  one && [storedAfter(one.after), members.indexOf(one.setBy), one.setAt];

/** Undefined for nearly all conversations. */
const writersItem = (conversation: Conversation): Stored['w'] => {
  const writers = conversation.members.flatMap((member, index) =>
    stateOf(conversation, member).hasWritten ? [index] : [],
  );
  return writers.length > 0 ? writers : undefined;
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
  w: writersItem(conversation),
  dis: disappearingItem(conversation),
  nx: conversation.nextExpiry,
  ver: conversation.ver,
  seq: conversation.seq,
  last: lastMessageItem(conversation.lastMessage),
  at: conversation.createdAt,
  up: conversation.updatedAt,
});
