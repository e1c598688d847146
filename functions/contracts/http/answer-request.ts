import * as z from 'zod';
import { requestAnswers } from '../closed-lists.ts';
import { route } from '../route.ts';
import { Conversation } from './conversations.ts';
import { byConversationId } from './sending/by-conversation.ts';

export const answerRequest = route({
  method: 'PUT',
  path: '/api/conversations/{id}/request',
  access: 'bearer',
  tag: 'conversations',
  summary:
    'Accept or decline a message request; a declined one leaves the list, and its sender does not learn of it',
  params: byConversationId,
  body: {
    schema: z.object({
      answer: z.enum(requestAnswers).meta({
        description: '`accepted` also after `declined`, and for a conversation that is no request.',
        examples: ['accepted'],
      }),
    }),
    types: ['json'],
  },
  responses: { 200: Conversation },
  errors: ['unauthenticated', 'conversation_not_found', 'no_request'],
});
