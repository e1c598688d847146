import type { Conversation } from '#contracts/http/conversations.ts';
import type { Attachment, Message } from '#contracts/http/messages.ts';
import type { MessageRow } from '../src/features/messages/log/timeline-row.ts';

/** Realistic people and texts: short, long, and right-to-left. */
export const me = '00000000-0000-4000-8000-00000000000a';
export const peerId = '00000000-0000-4000-8000-00000000000b';
export const names = {
  short: 'grace',
  long: 'wolfeschlegelsteinhausenbergerdorff-the-elder-1914',
  hebrew: 'שרה כהן',
};
export const texts = {
  short: 'Four it is.',
  long: 'I would take the early train, then we have the whole day. Shall I book two seats, or do you want to decide tomorrow?',
  word: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(
    3,
  ),
  hebrew: 'שלום, נפגשים מחר בבוקר ליד התחנה? אני מביאה את המפה הישנה ואת כל הרשימות.',
};

export const at = '2026-05-04T16:20:00.000Z';

export const message = (change: Partial<Message> = {}): Message => ({
  id: 'sample',
  conversation_id: peerId,
  seq: 1,
  rev: 1,
  sender_id: me,
  receiver_id: peerId,
  text: texts.short,
  content: texts.short,
  attachments: [],
  reactions: [],
  reply_to_id: null,
  is_read: false,
  read_at: null,
  edited_at: null,
  deleted_at: null,
  created_at: at,
  updated_at: at,
  client_id: me,
  ...change,
});

/** A row of the log, by default one of the user. */
export const row = (change: Partial<MessageRow> = {}): MessageRow => ({
  kind: 'message',
  key: 'sample',
  message: message(),
  pending: null,
  change: null,
  content: texts.short,
  replyToId: null,
  isForwarded: false,
  isEdited: false,
  isDeleted: false,
  isStarred: false,
  at,
  isOwn: true,
  isFirst: true,
  isLast: true,
  state: 'sent',
  ...change,
});
export const peerRow = (change: Partial<MessageRow> = {}): MessageRow =>
  row({ isOwn: false, state: null, ...change });

const noSettings: Conversation['me'] = {
  ver: 0,
  muted_until: null,
  is_pinned: false,
  is_archived: false,
  archived_seq: null,
  is_marked_unread: false,
  marked_unread_seq: null,
  cleared_seq: 0,
  marks_ver: 0,
};

/** A person without a display name and a photo. */
export const aPeer = (username: string) => ({
  id: peerId,
  username,
  display_name: null,
  photo: null,
  is_active: true,
});

export const conversation = (
  change: Omit<Partial<Conversation>, 'peer'> & { name?: string; online?: boolean } = {},
): Conversation => {
  const { name = names.short, online = false, ...rest } = change;
  return {
    id: peerId,
    ver: 1,
    peer: { ...aPeer(name), online, last_seen: at },
    last_message: {
      id: 'sample',
      seq: 1,
      sender_id: peerId,
      preview: texts.short,
      has_attachments: false,
      deleted: false,
      created_at: at,
    },
    last_seq: 1,
    unread_count: 0,
    my_read_seq: 1,
    peer_read_seq: 1,
    me: noSettings,
    created_at: at,
    updated_at: at,
    ...rest,
  };
};

export const file = (filename: string, mime = 'application/pdf'): Attachment => ({
  id: me,
  filename,
  mime,
  size_bytes: 183_204,
});
