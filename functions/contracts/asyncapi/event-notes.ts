import type { Conversation } from '../http/conversations.ts';
import type { Message } from '../http/messages.ts';
import { limits } from '../limits.ts';
import type { ServerEvent } from '../realtime.ts';
import { samples } from '../samples.ts';
import { closeCodes, frameErrors } from '../socket-codes.ts';

type EventType = ServerEvent['type'];
type EventNotes = {
  readonly [T in EventType]: {
    readonly summary: string;
    /** By what each one shows. */
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

/** What each event tells, with examples that follow on one another: a message is sent, edited, read, deleted. */
export const eventNotes = (message: Message, conversation: Conversation): EventNotes => {
  const { ada, bob } = samples;
  const at = { conversation_id: message.conversation_id };
  const { seq } = message;
  const changed = { ...message, updated_at: samples.later };
  const read = { ...at, type: 'message:read' } as const;
  return {
    'message:new': {
      summary:
        'A message, told to every device of both members, the other devices of the sender included. A note to oneself comes once a device.',
      examples: { sent: { type: 'message:new', ...at, seq, ver: 7, payload: message } },
    },
    'message:update': {
      summary: 'The message after an edit.',
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
      },
    },
    'message:read': {
      summary:
        'Somebody has read everything up to a sequence, which takes no place in the log; or one message, which does.',
      examples: {
        'up to a sequence': { ...read, ver: 9, payload: { user_id: bob, up_to_seq: seq + 1 } },
        'one message': {
          ...read,
          seq: seq + 2,
          ver: 9,
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
          seq: seq + 3,
          ver: 10,
          payload: {
            ...changed,
            rev: seq + 3,
            text: null,
            content: null,
            deleted_at: samples.later,
          },
        },
      },
    },
    'conversation:new': {
      summary: 'A conversation was opened, as the hearer sees it.',
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
    'presence:typing': {
      summary: `The peer types, or stopped: only where presence passes. A start lapses after ${limits.typingLapseSeconds} seconds without another.`,
      examples: {
        starts: { type: 'presence:typing', ...at, payload: { user_id: bob, state: 'start' } },
        stops: { type: 'presence:typing', ...at, payload: { user_id: bob, state: 'stop' } },
      },
    },
    'presence:update': {
      summary: `Somebody came or went, or hides it from now on: only between people who have both written, told to the ${limits.presence.peers} most recent peers who are connected, at most once in ${limits.presence.tellEverySeconds} seconds a user.`,
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
    pong: { summary: 'Answers a ping.', examples: { pong: { type: 'pong', payload: {} } } },
    error: {
      summary:
        'Something is wrong with a frame, by a word: the socket stays open, except for too many of them. Or, by a number, why the server closes the socket next.',
      examples: errorExamples(),
    },
  };
};
