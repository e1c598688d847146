import type { Conversation } from '../http/conversations.ts';
import type { Message } from '../http/messages.ts';
import { limits } from '../limits.ts';
import { photoPathOf } from '../media/photo-path.ts';
import type { ServerEvent } from '../realtime.ts';
import { samples } from '../samples.ts';
import { closeCodes, frameErrors } from '../socket/socket-codes.ts';

type EventType = ServerEvent['type'];
type EventNotes = {
  readonly [T in EventType]: {
    readonly summary: string;
    /** Keys name what the example shows. */
    readonly examples: Readonly<Record<string, Extract<ServerEvent, { type: T }>>>;
  };
};

const errorExamples = (): EventNotes['error']['examples'] => {
  const frames = Object.entries(frameErrors);
  const closing = [
    [closeCodes.unauthenticated, 'Signed out.'],
    [closeCodes.forbidden, 'Too many sockets.'],
  ] as const;
  return Object.fromEntries(
    [...frames, ...closing].map(([code, detail]) => [
      String(code),
      { type: 'error', payload: { code, detail } },
    ]),
  );
};

/**
 * Summary and examples of each event. The examples form one story: a message is sent, edited, read and
 * deleted.
 */
export const eventNotes = (message: Message, conversation: Conversation): EventNotes => {
  const { ada, bob } = samples;
  const at = { conversation_id: message.conversation_id };
  const { seq } = message;
  const changed = { ...message, updated_at: samples.later };
  const read = { ...at, type: 'message:read' } as const;
  return {
    'message:new': {
      summary:
        'A new message, sent to every device of both members, including the other devices of the sender. A message to oneself arrives once per device.',
      examples: { sent: { type: 'message:new', ...at, seq, ver: 7, payload: message } },
    },
    'message:update': {
      summary: 'The message after an edit or a reaction.',
      examples: {
        edited: {
          type: 'message:update',
          ...at,
          seq: seq + 1,
          ver: 8,
          payload: {
            ...changed,
            rev: seq + 1,
            text: 'Hello, Bob!',
            content: 'Hello, Bob!',
            edited_at: samples.later,
          },
        },
        'reaction of its receiver': {
          type: 'message:update',
          ...at,
          seq: seq + 2,
          ver: 9,
          payload: {
            ...message,
            rev: seq + 2,
            reactions: [{ user_id: message.receiver_id, emoji: '👍' }],
          },
        },
      },
    },
    'message:read': {
      summary:
        'A member has read everything up to a sequence number (no log entry), or one message (with a log entry).',
      examples: {
        'up to a sequence': { ...read, ver: 10, payload: { user_id: bob, up_to_seq: seq + 2 } },
        'one message': {
          ...read,
          seq: seq + 3,
          ver: 10,
          payload: { user_id: bob, message_id: message.id, seq },
        },
      },
    },
    'message:delete': {
      summary: 'The placeholder of a deleted message.',
      examples: {
        deleted: {
          type: 'message:delete',
          ...at,
          seq: seq + 4,
          ver: 11,
          payload: {
            ...changed,
            rev: seq + 4,
            text: null,
            content: null,
            deleted_at: samples.later,
          },
        },
      },
    },
    'conversation:new': {
      summary:
        'A conversation was opened, or its message request was answered: the conversation as the recipient sees it. A decline goes to the devices of whoever declined.',
      examples: {
        opened: {
          type: 'conversation:new',
          ...at,
          ver: 1,
          payload: {
            ...conversation,
            ver: 1,
            last_message: null,
            last_seq: 0,
            unread_count: 0,
            my_read_seq: 0,
            peer_read_seq: 0,
          },
        },
      },
    },
    'conversation:settings': {
      summary:
        'A user has muted, archived, pinned or marked a conversation. Sent to the other devices of this user only. Drop one whose `ver` is not newer than the one you hold.',
      examples: {
        muted: {
          type: 'conversation:settings',
          ...at,
          payload: { ...conversation.me, ver: 1, muted_until: 'forever' },
        },
      },
    },
    'presence:typing': {
      summary: `The peer is typing or has stopped. Sent only where presence is visible, while the recipient is online. A start expires after ${limits.typingLapseSeconds} seconds unless it is repeated.`,
      examples: {
        starts: { type: 'presence:typing', ...at, payload: { user_id: bob, state: 'start' } },
        stops: { type: 'presence:typing', ...at, payload: { user_id: bob, state: 'stop' } },
      },
    },
    'presence:update': {
      summary: `A user came online, went offline or now hides presence. Sent only between people who have both written, to the ${limits.presence.peers} most recent connected peers, at most once in ${limits.presence.emitEverySeconds} seconds per user.`,
      examples: {
        came: {
          type: 'presence:update',
          payload: { user_id: ada, online: true, last_seen: samples.at },
        },
        went: {
          type: 'presence:update',
          payload: { user_id: ada, online: false, last_seen: samples.later },
        },
      },
    },
    'user:update': {
      summary: `A user has changed their username, display name or photo. Sent to the ${limits.presence.peers} most recent connected peers, unless one has blocked the other, and to the user's own devices.`,
      examples: {
        renamed: {
          type: 'user:update',
          payload: {
            user_id: ada,
            username: 'ada.l',
            display_name: 'Ada Lovelace',
            photo: photoPathOf(ada, samples.photo),
          },
        },
      },
    },
    'account:event': {
      summary:
        'The second factor of the user was set or removed, or a recovery code was used, or replaced. Sent to all devices of this user; the account log has it too.',
      examples: {
        set: {
          type: 'account:event',
          payload: {
            id: 'factor_set#1773480413589',
            type: 'factor_set',
            at: samples.at,
            device: 'Firefox, Linux',
            address: '203.0.113.0/24',
          },
        },
      },
    },
    pong: {
      summary: 'Answers a ping.',
      examples: { pong: { type: 'pong', payload: { socket_id: samples.socket } } },
    },
    error: {
      summary:
        'A string `code` says what is wrong with a frame: the socket stays open, unless there were too many frames. A numeric `code` is the close code that follows.',
      examples: errorExamples(),
    },
  };
};
