import * as z from 'zod';
import {
  boundedDepth,
  boundedDepthError,
  pageOf,
  pageQuery,
  queryInteger,
  Timestamp,
  text,
  Uuid,
} from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { SentFiles } from './attachments.ts';
import { Message, MessageText, sendOptions } from './messages.ts';
import { Peer } from './users.ts';

export const LastMessage = z
  .object({
    id: z.string(),
    seq: z.int(),
    sender_id: z.uuid(),
    preview: z.string(),
    has_attachments: z.boolean(),
    deleted: z.boolean(),
    created_at: Timestamp,
  })
  .meta({ id: 'LastMessage' });

/** As its caller sees it: `ver` counts every change, `last_seq` every entry of the log. */
export const Conversation = z
  .object({
    id: z.uuid(),
    ver: z.int(),
    peer: Peer,
    last_message: LastMessage.nullable(),
    last_seq: z.int(),
    unread_count: z.int(),
    my_read_seq: z.int(),
    peer_read_seq: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

const byId = z.object({ id: Uuid });
const sequence = queryInteger({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** Clamped anyway, so the largest number of any client's language is taken for "everything". */
const upTo = z
  .number()
  .min(0)
  .refine(Number.isInteger, 'must be a whole number')
  .transform((seq) => Math.min(seq, Number.MAX_SAFE_INTEGER))
  .meta({ type: 'integer' });

export const openConversation = route({
  method: 'POST',
  path: '/api/conversations',
  access: 'bearer',
  tag: 'conversations',
  summary: 'Open the one conversation with a peer',
  body: { schema: z.object({ peer_id: Uuid }), types: ['json'] },
  responses: { 201: Conversation, 200: Conversation },
  errors: ['unauthenticated', 'blocked', 'user_not_found'],
});

export const listConversations = route({
  method: 'GET',
  path: '/api/conversations',
  access: 'bearer',
  tag: 'conversations',
  summary: 'The conversations of the caller, latest activity first',
  query: z.object(pageQuery).refine(boundedDepth, boundedDepthError),
  responses: { 200: pageOf(Conversation).meta({ id: 'Conversations' }) },
  errors: ['unauthenticated'],
});

export const getConversation = route({
  method: 'GET',
  path: '/api/conversations/{id}',
  access: 'bearer',
  tag: 'conversations',
  summary: 'One conversation of the caller',
  params: byId,
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found'],
});

export const listMessages = route({
  method: 'GET',
  path: '/api/conversations/{id}/messages',
  access: 'bearer',
  tag: 'conversations',
  summary: 'History, newest first, upwards by cursor; deleted messages appear as placeholders',
  params: byId,
  query: z.object({
    cursor: text(1, 200).optional(),
    limit: queryInteger({ min: 1, max: limits.history.maxLimit }).default(
      limits.history.defaultLimit,
    ),
  }),
  responses: {
    200: z
      .object({ items: z.array(Message), next_cursor: z.string().nullable() })
      .meta({ id: 'History' }),
  },
  errors: ['unauthenticated', 'conversation_not_found'],
});

/** One entry of the log; `message` is as it is now, so a deleted text survives nowhere. */
export const LogEntry = z
  .object({
    seq: z.int(),
    kind: z.enum(['message', 'edit', 'delete', 'read']),
    message: Message,
  })
  .meta({ id: 'LogEntry' });
export type LogEntry = z.infer<typeof LogEntry>;

export const readLog = route({
  method: 'GET',
  path: '/api/conversations/{id}/log',
  access: 'bearer',
  tag: 'conversations',
  summary: 'What happened after a sequence, in order and without holes: how a client catches up',
  params: byId,
  query: z.object({
    after: sequence.default(0),
    limit: queryInteger({ min: 1, max: limits.history.maxLimit }).default(
      limits.history.defaultLimit,
    ),
  }),
  responses: {
    200: z
      .object({ entries: z.array(LogEntry), last_seq: z.int(), conversation: Conversation })
      .meta({ id: 'Log' }),
  },
  errors: ['unauthenticated', 'conversation_not_found'],
});

export const postMessage = route({
  method: 'POST',
  path: '/api/conversations/{id}/messages',
  access: 'bearer',
  tag: 'conversations',
  summary:
    'Send a message in a conversation, small files with it; 200 with the first one when its `client_id` was used before',
  params: byId,
  body: {
    /** `content` may be left out where there is an attachment or a file. */
    schema: z.object({ content: MessageText.optional(), ...sendOptions }),
    types: ['json', 'multipart'],
    files: SentFiles,
  },
  responses: { 201: Message, 200: Message },
  errors: [
    'unauthenticated',
    'blocked',
    'conversation_not_found',
    'user_not_found',
    'message_not_found',
    'client_id_reused',
    'invalid_attachment',
    'invalid_upload',
    'storage_full',
    'too_many_uploads',
    'uploads_paused',
  ],
});

export const readUpTo = route({
  method: 'POST',
  path: '/api/conversations/{id}/read',
  access: 'bearer',
  tag: 'conversations',
  summary: 'Everything received up to a sequence is read; never goes back',
  params: byId,
  body: { schema: z.object({ seq: upTo }), types: ['json'] },
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found'],
});
