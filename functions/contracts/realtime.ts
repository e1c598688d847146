import * as z from 'zod';
import { typingStates } from './closed-lists.ts';
import { Uuid } from './fields.ts';
import { Conversation, verNote } from './http/conversations.ts';
import { Message } from './http/messages.ts';
import { LastSeen, Online } from './http/users.ts';
import { limits } from './limits.ts';

/** WebSocket route keys and their folders: `functions/websocket/<value>/handler.ts`. */
export const socketRoutes = {
  $connect: 'connect',
  $disconnect: 'disconnect',
  $default: 'default',
  ping: 'ping',
  typing: 'typing',
} as const;
export type SocketRouteKey = keyof typeof socketRoutes;

/** Query of the handshake: a ticket or a token; with `conversation_id` only that one's events. */
export const Handshake = z
  .object({
    ticket: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Of `POST /api/realtime/ticket`; good once.' }),
    token: z.string().min(1).max(4_096).optional().meta({ description: 'An access token.' }),
    /** One that does not exist, or is no id at all, is refused like someone else's. */
    conversation_id: z.string().max(200).toLowerCase().optional().meta({
      description: 'Only events of this conversation; of a foreign one the handshake is refused.',
    }),
  })
  .refine((query) => (query.ticket === undefined) !== (query.token === undefined), {
    path: ['ticket'],
    error: 'pass either ticket or token',
  });
export type Handshake = z.infer<typeof Handshake>;

const inConversation = { conversation_id: z.uuid(), ver: z.int().meta(verNote) };
/** Carried by events that have an entry in the log. */
const logged = {
  ...inConversation,
  seq: z.int().meta({ description: 'Of its entry in the log.' }),
};

const PushedMessage = Message.extend({
  text: Message.shape.text.optional().meta({
    description: `The same value as \`content\`. Left out where the frame would be over ${limits.socket.frameBytes / 1024} KB.`,
  }),
  content: Message.shape.content.meta({
    description: 'Null with attachments only, and once deleted.',
  }),
}).meta({ id: 'PushedMessage' });

const Reader = z.uuid().meta({ description: 'Who has read.' });

/** Server → client. Each may arrive twice, late, or not at all: the log and the conversation are the truth. */
export const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message:new'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:update'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:delete'), ...logged, payload: PushedMessage }),
  z.object({
    type: z.literal('message:read'),
    ...inConversation,
    seq: z.int().optional().meta({
      description: 'Of its entry in the log: only a single read has one.',
    }),
    payload: z.union([
      z.object({
        user_id: Reader,
        up_to_seq: z.int().meta({ description: 'Everything received up to here is read.' }),
      }),
      z.object({
        user_id: Reader,
        message_id: z.string().meta({ description: 'The one message that was read.' }),
        seq: z.int().meta({ description: "The message's own." }),
      }),
    ]),
  }),
  z.object({ type: z.literal('conversation:new'), ...inConversation, payload: Conversation }),
  z.object({
    type: z.literal('presence:typing'),
    conversation_id: z.uuid(),
    payload: z.object({
      user_id: z.uuid().meta({ description: 'Who types.' }),
      state: z.enum(typingStates),
    }),
  }),
  z.object({
    type: z.literal('presence:update'),
    payload: z.object({
      user_id: z.uuid().meta({ description: 'Who came or went.' }),
      online: Online,
      last_seen: LastSeen,
    }),
  }),
  z.object({ type: z.literal('pong'), payload: z.object({}) }),
  z.object({
    type: z.literal('error'),
    payload: z.object({
      code: z.union([z.string(), z.int()]).meta({
        description: 'A word: about a frame. A number: the code of the close to come.',
      }),
      detail: z.string().meta({ description: 'For people.' }),
    }),
  }),
]);
type WholeMessage<Event> = Event extends { payload: z.infer<typeof PushedMessage> }
  ? Omit<Event, 'payload'> & { payload: Message }
  : Event;
/** An event before `frameOf` writes it, with whole messages. */
export type ServerEvent = WholeMessage<z.infer<typeof ServerEvent>>;

/** Client → server frames, by `action`; anything else is answered by an `error` event. */
export const Ping = z.object({ action: z.literal('ping') });

export const Typing = z.object({
  action: z.literal('typing'),
  conversation_id: Uuid,
  state: z.enum(typingStates),
});
