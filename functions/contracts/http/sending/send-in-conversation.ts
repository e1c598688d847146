import * as z from 'zod';
import { route } from '../../route.ts';
import { ownSocket } from '../../socket/own-socket.ts';
import { Message, MessageText, sendOptions } from '../messages.ts';
import { byConversationId } from './by-conversation.ts';
import { SentFiles } from './sent-files.ts';

/** The response to a send that names a socket: contains all fields of the event. */
export const SentMessage = Message.extend({
  ver: z
    .int()
    .optional()
    .meta({
      description: '`ver` of the conversation; only if the request has a `socket_id`.',
      examples: [7],
    }),
}).meta({ id: 'SentMessage' });

export const sendInConversation = route({
  method: 'POST',
  path: '/api/conversations/{id}/messages',
  access: 'bearer',
  tag: 'conversations',
  summary:
    'Send a message in a conversation, small files with it; 200 with the first one when its `client_id` was used before',
  params: byConversationId,
  body: {
    schema: z.object({
      content: MessageText.optional().meta({
        description: 'Optional if there is an attachment or a file.',
        examples: ['Hello, Bob'],
        shown: true,
      }),
      ...sendOptions,
      socket_id: ownSocket,
    }),
    types: ['json', 'multipart'],
    files: SentFiles,
  },
  responses: { 201: SentMessage, 200: SentMessage },
  errors: [
    'unauthenticated',
    'blocked',
    'conversation_not_found',
    'user_not_found',
    'message_not_found',
    'request_pending',
    'client_id_reused',
    'invalid_attachment',
    'invalid_upload',
    'storage_full',
    'too_many_uploads',
    'uploads_paused',
  ],
});
