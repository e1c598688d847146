import * as z from 'zod';
import { route } from '../../route.ts';
import { Conversation } from '../conversations.ts';
import { byConversationId } from '../sending/by-conversation.ts';
import { DisappearingAfter } from './disappearing.ts';

export const setDisappearing = route({
  method: 'PUT',
  path: '/api/conversations/{id}/disappearing',
  access: 'bearer',
  tag: 'conversations',
  summary:
    'Let messages disappear that either member sends from now on; both see who has set it, as a notice in the dialog',
  params: byConversationId,
  body: { schema: z.object({ after: DisappearingAfter }), types: ['json'] },
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found', 'blocked', 'request_pending'],
});
