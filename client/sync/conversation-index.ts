import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { previewOf } from '#contracts/texts/preview.ts';
import { requestAfter } from './requests.ts';

/** The user's conversations by id. */
export type ConversationIndex = Readonly<Record<string, Conversation>>;

type EventOf<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>;
export type LoggedEvent = EventOf<'message:new' | 'message:update' | 'message:delete'>;
type ReadEvent = EventOf<'message:read'>;

/** Without the preview of a last message that the user no longer sees. */
export const withoutPreview = (conversation: Conversation): Conversation => {
  const { last_message: last } = conversation;
  if (!last || last.hidden) return conversation;
  const gone = { preview: '', has_attachments: false, deleted: true, hidden: true } as const;
  return { ...conversation, last_message: { ...last, ...gone } };
};

const withoutCleared = (conversation: Conversation): Conversation =>
  (conversation.last_message?.seq ?? 0) > conversation.me.cleared_seq
    ? conversation
    : withoutPreview(conversation);

/**
 * Takes the server's conversation unless the known one is newer, and its settings unless the known ones are: each has
 * its own version.
 */
export const mergeConversation = (
  index: ConversationIndex,
  fresh: Conversation,
): ConversationIndex => {
  const known = index[fresh.id];
  if (!known) return { ...index, [fresh.id]: fresh };
  const isSameVer = known.ver === fresh.ver;
  const isNewer = known.ver > fresh.ver || (isSameVer && known.me.ver > fresh.me.ver);
  const conversation = isNewer ? known : fresh;
  const me = known.me.ver > fresh.me.ver ? known.me : fresh.me;
  if (conversation === known && me === known.me) return index;
  return { ...index, [fresh.id]: withoutCleared({ ...conversation, me }) };
};

/** The index with newer settings of a conversation that it has. */
export const foldSettings = (
  index: ConversationIndex,
  { conversation_id: id, payload: me }: EventOf<'conversation:settings'>,
): ConversationIndex => {
  const known = index[id];
  return known && known.me.ver < me.ver
    ? { ...index, [id]: withoutCleared({ ...known, me }) }
    : index;
};

/**
 * The conversation of an answer, with the presence that is known. Presence has no version: an answer that was on its way
 * when an event about the peer came would set it back.
 */
export const withKnownPresence = (
  known: Conversation | undefined,
  fresh: Conversation,
): Conversation => {
  if (!known) return fresh;
  const { online, last_seen } = known.peer;
  return { ...fresh, peer: { ...fresh.peer, online, last_seen } };
};

export const mergeConversations = (
  index: ConversationIndex,
  fresh: readonly Conversation[],
): ConversationIndex => fresh.reduce(mergeConversation, index);

export const activityOf = ({ last_message, created_at }: Conversation): string =>
  last_message?.created_at ?? created_at;

/** Latest activity first. Times are ISO 8601 in one format, so text order is time order. */
export const byActivity = (index: ConversationIndex): Conversation[] =>
  Object.values(index).sort((a, b) => {
    const [first, second] = [activityOf(a), activityOf(b)];
    if (first !== second) return first < second ? 1 : -1;
    return a.id < b.id ? -1 : 1;
  });

/** Pinned conversations before the others; otherwise in the given order. */
export const pinnedFirst = (conversations: readonly Conversation[]): Conversation[] => [
  ...conversations.filter(({ me }) => me.is_pinned),
  ...conversations.filter(({ me }) => !me.is_pinned),
];

/** What a notice says is the setting of its conversation. */
const withNotice = (
  conversation: Conversation,
  { notice, sender_id, created_at }: Message,
): Conversation =>
  notice
    ? {
        ...conversation,
        disappearing: { after: notice.after, set_by: sender_id, set_at: created_at },
      }
    : conversation;

const withExpiry = (
  conversation: Conversation,
  { expires_at: at, deleted_at }: Message,
): Conversation => {
  const { next_expiry: known } = conversation;
  const isNext = at !== undefined && deleted_at === null && (known === undefined || at < known);
  return isNext ? { ...conversation, next_expiry: at } : conversation;
};

/** Sets this message as the last one, unless the known last message is newer. */
export const withLastMessage = (before: Conversation, message: Message): Conversation => {
  const known = before.last_message;
  if (message.notice) return withNotice(before, message);
  if (known && known.seq > message.seq) return before;
  const conversation = withExpiry(before, message);
  return {
    ...conversation,
    last_message: {
      id: message.id,
      seq: message.seq,
      sender_id: message.sender_id,
      preview: previewOf(message.content, message.attachments[0]?.filename),
      has_attachments: message.attachments.length > 0,
      deleted: message.deleted_at !== null,
      ...(message.hidden && { hidden: true }),
      created_at: message.created_at,
      ...(message.expires_at !== undefined && { expires_at: message.expires_at }),
    },
  };
};

const unreadChange = ({ type, payload }: LoggedEvent, userId: string): number => {
  if (payload.receiver_id !== userId || payload.sender_id === userId) return 0;
  if (type === 'message:new') return 1;
  return type === 'message:delete' && !payload.is_read ? -1 : 0;
};

/** Times are ISO 8601 in one format, so text order is time order. */
const latest = (one: string, other: string): string => (one < other ? other : one);

const withRequestAfter = (
  { request, ...conversation }: Conversation,
  { type, payload }: LoggedEvent,
  userId: string,
): Conversation => {
  const next = type === 'message:new' ? requestAfter({ request }, payload, userId) : request;
  return next ? { ...conversation, request: next } : conversation;
};

const afterLogged = (
  conversation: Conversation,
  event: LoggedEvent,
  userId: string,
): Conversation => ({
  ...withLastMessage(withRequestAfter(conversation, event, userId), event.payload),
  last_seq: event.seq,
  unread_count: Math.max(0, conversation.unread_count + unreadChange(event, userId)),
  // A reaction to an older message changes no time.
  updated_at: latest(conversation.updated_at, event.payload.updated_at),
});

const afterReadUpTo = (
  conversation: Conversation,
  { user_id, up_to_seq }: { user_id: string; up_to_seq: number },
  userId: string,
): Conversation | null => {
  const isMine = user_id === userId;
  const isPeers = user_id === conversation.peer.id;
  // After a mark in the middle, only the server can count the unread messages.
  if (isMine && up_to_seq < conversation.last_seq) return null;
  return {
    ...conversation,
    ...(isMine && {
      my_read_seq: Math.max(conversation.my_read_seq, up_to_seq),
      unread_count: 0,
    }),
    ...(isPeers && { peer_read_seq: Math.max(conversation.peer_read_seq, up_to_seq) }),
  };
};

const afterRead = (
  conversation: Conversation,
  { payload, seq }: ReadEvent,
  userId: string,
): Conversation | null => {
  if ('up_to_seq' in payload) return afterReadUpTo(conversation, payload, userId);
  const isMine = payload.user_id === userId;
  return {
    ...conversation,
    last_seq: seq ?? conversation.last_seq,
    unread_count: Math.max(0, conversation.unread_count - (isMine ? 1 : 0)),
  };
};

/**
 * Applies an event to a conversation. Returns the same object if the event is already included, and
 * null if events are missing in between or only the server knows the result.
 */
export const foldConversation = (
  conversation: Conversation,
  event: LoggedEvent | ReadEvent,
  userId: string,
): Conversation | null => {
  if (event.ver <= conversation.ver) return conversation;
  if (event.ver > conversation.ver + 1) return null;
  // A repeated send emits its event again, with the current version and the original sequence.
  if (event.seq !== undefined && event.seq !== conversation.last_seq + 1) return null;
  const changed =
    event.type === 'message:read'
      ? afterRead(conversation, event, userId)
      : afterLogged(conversation, event, userId);
  return changed && { ...changed, ver: event.ver };
};

/** Names and photo of a peer. Without a version: the latest event wins, and every list that is read replaces them. */
export const foldPerson = (
  index: ConversationIndex,
  { payload: { user_id, ...face } }: EventOf<'user:update'>,
): ConversationIndex => {
  const changed = Object.values(index)
    .filter(({ peer }) => peer.id === user_id)
    .map((shared) => ({ ...shared, peer: { ...shared.peer, ...face } }));
  return { ...index, ...Object.fromEntries(changed.map((shared) => [shared.id, shared])) };
};

/** Presence has no version: the latest event wins. */
export const foldPresence = (
  index: ConversationIndex,
  { payload }: EventOf<'presence:update'>,
): ConversationIndex => {
  const { user_id, online, last_seen } = payload;
  const changed = Object.values(index)
    .filter(({ peer }) => peer.id === user_id)
    .map((shared) => ({ ...shared, peer: { ...shared.peer, online, last_seen } }));
  return { ...index, ...Object.fromEntries(changed.map((shared) => [shared.id, shared])) };
};
