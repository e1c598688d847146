import * as z from 'zod';
import { MessageId, queryInteger, Timestamp, text, Uuid } from '../../fields.ts';
import { limits } from '../../limits.ts';
import { route } from '../../route.ts';
import { samples } from '../../samples.ts';
import { ownSocket } from '../../socket/own-socket.ts';
import { Conversation } from '../conversations.ts';
import { expiresAtNote } from '../disappearing/disappearing.ts';
import { seqNote } from '../messages.ts';
import { NextCursor } from '../paging.ts';
import { face } from '../people.ts';
import { byConversationId } from '../sending/by-conversation.ts';
import { markLimits } from './mark-limits.ts';

/** What the caller has deleted for themselves and starred in a conversation. Nobody else sees it. */
export const Marks = z
  .object({
    ver: z.int().meta({ description: '`marks_ver` of the settings.', examples: [2] }),
    hidden: z
      .array(z.int())
      .meta({ description: '`seq` of messages that are deleted for the caller.', examples: [[2]] }),
    starred: z.array(z.int()).meta({
      description: '`seq` of starred messages, in the order in which they were starred.',
      examples: [[3]],
    }),
  })
  .meta({ id: 'Marks', description: 'Marks of the caller on messages of this conversation.' });
export type Marks = z.infer<typeof Marks>;

const messageIds = z.array(MessageId).min(1).max(markLimits.atOnce).optional();
const changes = ['cleared_seq', 'hide', 'star', 'unstar'] as const;

export const changeMarks = route({
  method: 'PATCH',
  path: '/api/conversations/{id}/marks',
  access: 'bearer',
  tag: 'conversations',
  summary:
    'Clear the conversation, delete messages, star or unstar them, for the caller alone; idempotent',
  params: byConversationId,
  body: {
    schema: z
      .object({
        cleared_seq: z.int().min(0).optional().meta({
          description:
            'Clear everything up to this `seq`: the `last_seq` that the client shows, since a newer message stays. It counts as read, and cannot be undone.',
        }),
        hide: messageIds.meta({
          description: `Delete these messages for the caller alone; the peer keeps them. They count as read. Cannot be undone. At most ${markLimits.hidden} in a conversation. A notice is no message: 404.`,
          examples: [[samples.message]],
        }),
        star: messageIds.meta({
          description: `At most ${markLimits.starred} in a conversation.`,
          examples: [[samples.message]],
          shown: true,
        }),
        unstar: messageIds.meta({ examples: [[samples.message]] }),
        socket_id: ownSocket,
      })
      .refine((body) => changes.some((name) => body[name] !== undefined), {
        error: `must have at least one of ${changes.join(', ')}`,
      })
      .meta({ minProperties: 1 }),
    types: ['json'],
  },
  responses: {
    200: z.object({ conversation: Conversation, marks: Marks }).meta({ id: 'MarkedConversation' }),
  },
  errors: [
    'unauthenticated',
    'conversation_not_found',
    'message_not_found',
    'message_deleted',
    'too_many_starred',
    'too_many_hidden',
  ],
});

export const getMarks = route({
  method: 'GET',
  path: '/api/conversations/{id}/marks',
  access: 'bearer',
  tag: 'conversations',
  summary: 'What the caller has deleted for themselves and starred in a conversation',
  params: byConversationId,
  responses: { 200: Marks },
  errors: ['unauthenticated', 'conversation_not_found'],
});

const StarredMessage = z
  .object({
    message_id: z.string().meta({ examples: [samples.message] }),
    conversation_id: z.uuid().meta({ examples: [samples.conversation] }),
    seq: z.int().meta(seqNote),
    sender_id: z.uuid().meta({ examples: [samples.ada] }),
    peer: z
      .object({
        id: z.uuid().meta({ examples: [samples.bob] }),
        username: z.string().meta({ examples: ['bob'] }),
        ...face,
      })
      .meta({ description: 'The other member of the conversation.' }),
    excerpt: z.string().meta({
      description:
        'The beginning of the text on one line, without the marks of its styles; without a text, the name of the first file.',
      examples: ['Hello, Bob'],
    }),
    has_attachments: z.boolean().meta({ examples: [false] }),
    starred_at: Timestamp,
    created_at: Timestamp,
    expires_at: Timestamp.optional().meta(expiresAtNote),
  })
  .meta({ id: 'StarredMessage' });
export type StarredMessage = z.infer<typeof StarredMessage>;

export const listStarred = route({
  method: 'GET',
  path: '/api/starred',
  access: 'bearer',
  tag: 'messages',
  summary: 'Starred messages of the caller, the latest star first',
  query: z.object({
    conversation_id: Uuid.optional().meta({
      description: 'Only in this conversation.',
      examples: [samples.conversation],
    }),
    cursor: text(1, limits.messageSearch.cursorLength).optional().meta({
      description: '`next_cursor` of the answer before, with the same `conversation_id`.',
    }),
    limit: queryInteger({ min: 1, max: limits.messageSearch.maxHits })
      .default(limits.messageSearch.defaultHits)
      .meta({ description: 'Maximum number of items.' }),
  }),
  responses: {
    200: z
      .object({
        items: z.array(StarredMessage).meta({
          description:
            'May be fewer than `limit`, although there are more: messages that are deleted for everybody are left out, and without `conversation_id` those of declined requests.',
        }),
        next_cursor: NextCursor,
      })
      .meta({ id: 'StarredMessages' }),
  },
  errors: ['unauthenticated', 'conversation_not_found'],
});
