import * as z from 'zod';
import { conversationViews, logKinds } from '../closed-lists.ts';
import { queryInteger, Timestamp, text, Uuid } from '../fields.ts';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { samples } from '../samples.ts';
import { ownSocket } from '../socket/own-socket.ts';
import { disappearingFields, expiresAtNote } from './disappearing/disappearing.ts';
import { hiddenNote } from './marks/hidden-note.ts';
import { MemberSettings } from './member-settings.ts';
import { MessageRequest } from './message-request.ts';
import { Message, seqNote } from './messages.ts';
import { boundedDepth, boundedDepthError, NextCursor, pageOf, pageQuery } from './paging.ts';
import { Peer } from './people.ts';
import { byConversationId } from './sending/by-conversation.ts';

export const LastMessage = z
  .object({
    id: z.string().meta({ examples: [samples.message] }),
    seq: z.int().meta(seqNote),
    sender_id: z.uuid().meta({ examples: [samples.ada] }),
    preview: z.string().meta({
      description: `The beginning of the text on one line, without the marks of its styles, at most ${limits.preview.maxLength} characters; without a text, the name of the first file.`,
      examples: ['Hello, Bob'],
    }),
    has_attachments: z.boolean().meta({ examples: [false] }),
    deleted: z.boolean().meta({ examples: [false] }),
    hidden: z.literal(true).optional().meta(hiddenNote),
    created_at: Timestamp,
    expires_at: Timestamp.optional().meta(expiresAtNote),
  })
  .meta({ id: 'LastMessage' });

export const verNote = {
  description: 'Grows with every change of the conversation.',
  examples: [7],
};
const LastSeq = z.int().meta({ description: '`seq` of the latest log entry.', examples: [3] });

/** A conversation as the caller sees it. `ver` counts all changes, `last_seq` the log entries. */
export const Conversation = z
  .object({
    id: z.uuid().meta({ examples: [samples.conversation] }),
    ver: z.int().meta(verNote),
    peer: Peer,
    last_message: LastMessage.nullable().meta({ description: 'Null without messages.' }),
    last_seq: LastSeq,
    unread_count: z.int().meta({
      description: 'Messages of the peer that the caller has not read, exact.',
      examples: [1],
    }),
    my_read_seq: z.int().meta({
      description: 'The caller has read everything up to here.',
      examples: [2],
    }),
    peer_read_seq: z.int().meta({
      description: 'The peer has read everything up to here.',
      examples: [3],
    }),
    me: MemberSettings,
    request: MessageRequest.optional(),
    ...disappearingFields,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

const limit = queryInteger({ min: 1, max: limits.history.maxLimit })
  .default(limits.history.defaultLimit)
  .meta({ description: 'Maximum number of items.' });
const sequence = queryInteger({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** Clamped, so that a client can send the largest number of its language for "everything". */
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
  query: z
    .object({
      ...pageQuery,
      view: z.enum(conversationViews).default('all').meta({
        description:
          '`main`: pinned ones first, without archived ones and requests. `archived`, `requests`: only those.',
      }),
    })
    .refine(boundedDepth, boundedDepthError),
  responses: {
    200: pageOf(Conversation)
      .extend({
        archived_total: z.int().meta({ description: 'Archived ones, in any view.', examples: [0] }),
        requests_total: z
          .int()
          .optional()
          .meta({
            description: 'Requests that wait for the caller. `archived` has no such field.',
            examples: [0],
          }),
      })
      .meta({ id: 'Conversations' }),
  },
  errors: ['unauthenticated'],
});

export const getConversation = route({
  method: 'GET',
  path: '/api/conversations/{id}',
  access: 'bearer',
  tag: 'conversations',
  summary: 'One conversation of the caller',
  params: byConversationId,
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found'],
});

export const listMessages = route({
  method: 'GET',
  path: '/api/conversations/{id}/messages',
  access: 'bearer',
  tag: 'conversations',
  summary: 'History, newest first, paged by cursor; deleted messages appear as placeholders',
  params: byConversationId,
  query: z.object({
    cursor: text(1, 200).optional().meta({
      description:
        '`next_cursor` of the page before, or the id of any message of the conversation: older ones follow. Absent for the newest messages.',
    }),
    limit,
  }),
  responses: {
    200: z.object({ items: z.array(Message), next_cursor: NextCursor }).meta({ id: 'History' }),
  },
  errors: ['unauthenticated', 'conversation_not_found'],
});

/** One log entry. `message` is its current state, so that a deleted text is in no entry. */
export const LogEntry = z
  .object({
    seq: z.int().meta(seqNote),
    kind: z.enum(logKinds).meta({ description: 'What happened.' }),
    // Wrapped, so that the description stays on the field and is not repeated for every Message.
    message: Message.nonoptional().meta({
      description: 'The current state of the message, not its state at that time.',
    }),
  })
  .meta({ id: 'LogEntry' });
export type LogEntry = z.infer<typeof LogEntry>;

export const readLog = route({
  method: 'GET',
  path: '/api/conversations/{id}/log',
  access: 'bearer',
  tag: 'conversations',
  summary: 'The log after a sequence number, in order and without gaps: for catching up',
  params: byConversationId,
  query: z.object({
    after: sequence.default(0).meta({ description: 'The last `seq` that the client has seen.' }),
    limit,
  }),
  responses: {
    200: z
      .object({
        entries: z.array(LogEntry).meta({ description: 'Ordered by `seq`, without gaps.' }),
        last_seq: LastSeq,
        conversation: Conversation,
      })
      .meta({ id: 'Log' }),
  },
  errors: ['unauthenticated', 'conversation_not_found'],
});

export const readUpTo = route({
  method: 'POST',
  path: '/api/conversations/{id}/read',
  access: 'bearer',
  tag: 'conversations',
  summary: 'Mark everything received up to a sequence number as read; never goes back',
  params: byConversationId,
  body: { schema: z.object({ seq: upTo.meta(seqNote), socket_id: ownSocket }), types: ['json'] },
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found'],
});
