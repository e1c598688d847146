import * as z from 'zod';
import { Timestamp, Uuid } from './fields.ts';
import { Conversation } from './http/conversations.ts';
import { Message } from './http/messages.ts';

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
    ticket: z.string().min(1).max(200).optional(),
    token: z.string().min(1).max(4_096).optional(),
    /** One that does not exist, or is no id at all, is refused like someone else's. */
    conversation_id: z.string().max(200).toLowerCase().optional(),
  })
  .refine((query) => (query.ticket === undefined) !== (query.token === undefined), {
    path: ['ticket'],
    error: 'pass either ticket or token',
  });
export type Handshake = z.infer<typeof Handshake>;

const inConversation = { conversation_id: z.uuid(), ver: z.int() };
/** Carried by events that have an entry in the log. */
const logged = { ...inConversation, seq: z.int() };

/** `text` is left out where the frame would be over 32 KB: `content` is the same. */
const PushedMessage = Message.partial({ text: true }).meta({ id: 'PushedMessage' });

/** Server → client. Each may arrive twice, late, or not at all: the log and the conversation are the truth. */
export const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message:new'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:update'), ...logged, payload: PushedMessage }),
  z.object({ type: z.literal('message:delete'), ...logged, payload: PushedMessage }),
  z.object({
    type: z.literal('message:read'),
    ...inConversation,
    /** Of a single read; a read-up-to has no entry in the log. */
    seq: z.int().optional(),
    payload: z.union([
      z.object({ user_id: z.uuid(), up_to_seq: z.int() }),
      /** `payload.seq` is the message's own sequence, the event's `seq` that of its entry in the log. */
      z.object({ user_id: z.uuid(), message_id: z.string(), seq: z.int() }),
    ]),
  }),
  z.object({ type: z.literal('conversation:new'), ...inConversation, payload: Conversation }),
  z.object({
    type: z.literal('presence:typing'),
    conversation_id: z.uuid(),
    payload: z.object({ user_id: z.uuid(), state: z.enum(['start', 'stop']) }),
  }),
  z.object({
    type: z.literal('presence:update'),
    payload: z.object({
      user_id: z.uuid(),
      online: z.boolean(),
      last_seen: Timestamp.nullable(),
    }),
  }),
  z.object({ type: z.literal('pong'), payload: z.object({}) }),
  z.object({
    type: z.literal('error'),
    payload: z.object({ code: z.union([z.string(), z.int()]), detail: z.string() }),
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
  state: z.enum(['start', 'stop']),
});
