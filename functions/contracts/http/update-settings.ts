import * as z from 'zod';
import { limits } from '../limits.ts';
import { route } from '../route.ts';
import { ownSocket } from '../socket/own-socket.ts';
import { Conversation } from './conversations.ts';
import { MutedUntil } from './member-settings.ts';
import { byConversationId } from './sending/by-conversation.ts';

const changes = ['muted_until', 'is_archived', 'is_pinned', 'is_marked_unread'] as const;

const names = `${changes.slice(0, -1).join(', ')} and ${changes.at(-1)}`;

export const updateSettings = route({
  method: 'PATCH',
  path: '/api/conversations/{id}/me',
  access: 'bearer',
  tag: 'conversations',
  summary: 'Mute, archive, pin or mark as unread, for the caller alone',
  params: byConversationId,
  body: {
    schema: z
      .object({
        muted_until: MutedUntil.nullable()
          .optional()
          .meta({
            description: 'A time that has passed, or null, ends the mute.',
            examples: ['forever'],
          }),
        is_archived: z
          .boolean()
          .optional()
          .meta({ examples: [true], shown: true }),
        archived_seq: z.int().min(0).optional().meta({
          description:
            'With `is_archived: true`: the `last_seq` that the client shows, since a newer message keeps the conversation in the list. Absent: the latest.',
        }),
        is_pinned: z
          .boolean()
          .optional()
          .meta({ description: `At most ${limits.pinnedConversations} conversations.` }),
        is_marked_unread: z.boolean().optional(),
        socket_id: ownSocket,
      })
      .refine((body) => changes.some((name) => body[name] !== undefined), {
        error: `must have at least one of ${names}`,
      })
      .refine((body) => body.archived_seq === undefined || body.is_archived === true, {
        path: ['archived_seq'],
        error: 'needs is_archived: true',
      })
      .meta({ minProperties: 1 }),
    types: ['json'],
  },
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found', 'too_many_pinned'],
});
