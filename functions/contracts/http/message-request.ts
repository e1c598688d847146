import * as z from 'zod';
import { requestStates } from '../closed-lists.ts';
import { requestLimits } from './request-limits.ts';

/** A conversation that was opened by one member, and that the other one has not accepted yet. */
export const MessageRequest = z
  .object({
    state: z.enum(requestStates).meta({
      description:
        '`sent`: by the caller, not accepted yet; `received`: waits for the caller; `declined`: by the caller. The peer does not learn of it.',
      examples: ['received'],
    }),
    messages_left: z.int().meta({
      description: `Texts that may still be sent until it is accepted, of ${requestLimits.messages}. Files and reactions wait until then.`,
      examples: [9],
    }),
  })
  .meta({
    id: 'MessageRequest',
    description:
      'Present until the user to whom somebody writes for the first time accepts: by the answer, by opening the conversation, or by a message. Until then there is no notification, and `unread_count` belongs in no total.',
  });
export type MessageRequest = z.infer<typeof MessageRequest>;
