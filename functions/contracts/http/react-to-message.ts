import * as z from 'zod';
import { wellFormed } from '../fields.ts';
import { route } from '../route.ts';
import { oneEmoji } from '../texts/emoji.ts';
import { byMessageId, Message } from './messages.ts';
import { emojiNote } from './reactions.ts';

const Emoji = z
  .string()
  .refine(...wellFormed)
  .overwrite((text) => oneEmoji(text) ?? text)
  .refine((text) => oneEmoji(text) !== null, 'must be exactly one emoji')
  .meta(emojiNote);

export const putReaction = route({
  method: 'PUT',
  path: '/api/messages/{id}/reaction',
  access: 'bearer',
  tag: 'messages',
  summary: 'React to a message with one emoji, which replaces the one before; idempotent',
  params: byMessageId,
  body: { schema: z.object({ emoji: Emoji }), types: ['json'] },
  responses: { 200: Message },
  errors: ['unauthenticated', 'blocked', 'message_not_found', 'message_deleted', 'request_pending'],
});

export const deleteReaction = route({
  method: 'DELETE',
  path: '/api/messages/{id}/reaction',
  access: 'bearer',
  tag: 'messages',
  summary: "Remove one's own reaction from a message; idempotent",
  params: byMessageId,
  responses: { 200: Message },
  errors: ['unauthenticated', 'message_not_found'],
});
