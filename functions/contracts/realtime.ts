import * as z from 'zod';
import { typingStates } from './closed-lists.ts';
import { Uuid } from './fields.ts';
import { Conversation, verNote } from './http/conversations.ts';
import { MemberSettings } from './http/member-settings.ts';
import { Message } from './http/messages.ts';
import { face, LastSeen, Online } from './http/people.ts';
import { AccountEvent } from './http/sessions.ts';
import { limits } from './limits.ts';
import { SocketId } from './socket/own-socket.ts';

/** WebSocket route keys and their folders: `functions/websocket/<value>/handler.ts`. */
export const socketRoutes = {
  $connect: 'connect',
  $disconnect: 'disconnect',
  $default: 'default',
  ping: 'ping',
  typing: 'typing',
} as const;
export type SocketRouteKey = keyof typeof socketRoutes;

/** Query of the handshake: a ticket or a token. `conversation_id` restricts events to one conversation. */
export const Handshake = z
  .object({
    ticket: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'From `POST /api/realtime/ticket`; valid once.' }),
    token: z.string().min(1).max(4_096).optional().meta({ description: 'An access token.' }),
    /** Not validated as a UUID: an unknown or malformed id is refused like another user's. */
    conversation_id: z.string().max(200).toLowerCase().optional().meta({
      description:
        'Only events of this conversation. The handshake is refused if the user is not a member.',
    }),
  })
  .refine((query) => (query.ticket === undefined) !== (query.token === undefined), {
    path: ['ticket'],
    error: 'pass either ticket or token',
  });
export type Handshake = z.infer<typeof Handshake>;

const inConversation = { conversation_id: z.uuid(), ver: z.int().meta(verNote) };
/** Fields of events that have a log entry. */
const logged = {
  ...inConversation,
  seq: z.int().meta({ description: '`seq` of the log entry.' }),
};

const PushedMessage = Message.extend({
  text: Message.shape.text.optional().meta({
    description: `The same value as \`content\`. Omitted if the frame would exceed ${limits.socket.frameBytes / 1024} KB.`,
  }),
  content: Message.shape.content.meta({
    description: 'Null for a message with attachments only and for a deleted one.',
  }),
}).meta({ id: 'PushedMessage' });

const Reader = z.uuid().meta({ description: 'The user who has read.' });

/**
 * Server → client. An event may arrive twice, late or never: the log and the conversation are
 * authoritative.
 */
export const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message:new'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:update'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:delete'), ...logged, payload: PushedMessage }),
  z.object({
    type: z.literal('message:read'),
    ...inConversation,
    seq: z.int().optional().meta({
      description: '`seq` of the log entry; only for a read of one message.',
    }),
    payload: z.union([
      z.object({
        user_id: Reader,
        up_to_seq: z.int().meta({ description: 'Everything received up to here is read.' }),
      }),
      z.object({
        user_id: Reader,
        message_id: z.string().meta({ description: 'The one message that was read.' }),
        seq: z.int().meta({ description: '`seq` of the message.' }),
      }),
    ]),
  }),
  z.object({ type: z.literal('conversation:new'), ...inConversation, payload: Conversation }),
  z.object({
    type: z.literal('conversation:settings'),
    conversation_id: z.uuid(),
    payload: MemberSettings,
  }),
  z.object({
    type: z.literal('presence:typing'),
    conversation_id: z.uuid(),
    payload: z.object({
      user_id: z.uuid().meta({ description: 'The user who is typing.' }),
      state: z.enum(typingStates),
    }),
  }),
  z.object({
    type: z.literal('presence:update'),
    payload: z.object({
      user_id: z.uuid().meta({ description: 'The user whose presence changed.' }),
      online: Online,
      last_seen: LastSeen,
    }),
  }),
  z.object({
    type: z.literal('user:update'),
    payload: z.object({
      user_id: z.uuid().meta({ description: 'The user whose names or photo changed.' }),
      username: z.string(),
      ...face,
    }),
  }),
  z.object({ type: z.literal('account:event'), payload: AccountEvent }),
  z.object({
    type: z.literal('pong'),
    payload: z.object({
      socket_id: SocketId.optional().meta({
        description:
          'Names this socket. A client that passes it with a send, a read mark or settings gets no event of it on this socket: the answer says the same.',
      }),
    }),
  }),
  z.object({
    type: z.literal('error'),
    payload: z.object({
      code: z.union([z.string(), z.int()]).meta({
        description: 'A string: an error in a frame. A number: the close code that follows.',
      }),
      detail: z.string().meta({ description: 'For people.' }),
    }),
  }),
]);
type WholeMessage<Event> = Event extends { payload: z.infer<typeof PushedMessage> }
  ? Omit<Event, 'payload'> & { payload: Message }
  : Event;
/** An event with complete messages, before `frameOf` serialises it. */
export type ServerEvent = WholeMessage<z.infer<typeof ServerEvent>>;

/** Client → server frames, by `action`. Other frames get an `error` event. */
export const Ping = z.object({
  action: z.literal('ping'),
  visible: z.boolean().optional().meta({
    description:
      'Is a page of this client looked at? Until it says so, its device gets notifications; absent: as before.',
  }),
});

export const Typing = z.object({
  action: z.literal('typing'),
  conversation_id: Uuid,
  state: z.enum(typingStates),
});
