import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';

export const ME = '11111111-1111-4111-8111-111111111111';
export const PEER = '22222222-2222-4222-8222-222222222222';
export const CONVERSATION = '33333333-3333-4333-8333-333333333333';

const timeOf = (seq: number): string =>
  new Date(Date.UTC(2026, 0, 1, 10, 0, 0) + seq * 1_000).toISOString();

/** A message of the peer with sequence `seq`. */
export const aMessage = (seq: number, change: Partial<Message> = {}): Message => {
  const content = change.content === undefined ? `message ${seq}` : change.content;
  return {
    id: `m${seq}`,
    conversation_id: CONVERSATION,
    seq,
    rev: seq,
    sender_id: PEER,
    receiver_id: ME,
    text: content,
    content,
    attachments: [],
    reactions: [],
    reply_to_id: null,
    is_read: false,
    read_at: null,
    edited_at: null,
    deleted_at: null,
    created_at: timeOf(seq),
    updated_at: timeOf(seq),
    client_id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    ...change,
  };
};

/** The same, sent by the user. */
export const myMessage = (seq: number, change: Partial<Message> = {}): Message =>
  aMessage(seq, { sender_id: ME, receiver_id: PEER, ...change });

/** Never changed. */
export const noSettings: Conversation['me'] = {
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

export const aConversation = (change: Partial<Conversation> = {}): Conversation => ({
  id: CONVERSATION,
  ver: 1,
  peer: {
    id: PEER,
    username: 'grace',
    display_name: null,
    photo: null,
    is_active: true,
    online: false,
    last_seen: null,
  },
  last_message: null,
  last_seq: 0,
  unread_count: 0,
  my_read_seq: 0,
  peer_read_seq: 0,
  me: noSettings,
  created_at: timeOf(0),
  updated_at: timeOf(0),
  ...change,
});

export const newMessage = (message: Message, ver: number): ServerEvent => ({
  type: 'message:new',
  conversation_id: message.conversation_id,
  seq: message.seq,
  ver,
  payload: message,
});

export const readUpTo = (userId: string, upTo: number, ver: number): ServerEvent => ({
  type: 'message:read',
  conversation_id: CONVERSATION,
  ver,
  payload: { user_id: userId, up_to_seq: upTo },
});

/** A token with the claims that the site reads. */
export const aToken = (userId: string, nonce = 0): string =>
  `head.${btoa(JSON.stringify({ username: userId, nonce }))}.signature`;
