import * as z from 'zod';
import { Timestamp, text } from '../fields.ts';
import { route } from '../route.ts';
import { Conversation } from './conversations.ts';
import { SecondFactor } from './factor/factor.ts';
import { Invitation } from './invitation-shapes.ts';
import { Me } from './me.ts';
import { Message } from './messages.ts';
import { NextCursor } from './paging.ts';
import { Passkey } from './passkeys/passkeys.ts';
import { AccountEvent } from './sessions.ts';

/** One item of the data stored about the caller. */
export const ExportItem = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('profile'), profile: Me }),
    z.object({ type: z.literal('block'), user_id: z.uuid() }),
    z.object({ type: z.literal('event'), event: AccountEvent }),
    z.object({ type: z.literal('second_factor'), second_factor: SecondFactor }),
    z.object({ type: z.literal('passkey'), passkey: Passkey }),
    z.object({ type: z.literal('invitation'), invitation: Invitation }),
    z.object({ type: z.literal('conversation'), conversation: Conversation }),
    z.object({
      type: z.literal('message'),
      message: Message,
      starred_at: Timestamp.optional().meta({ description: 'If the caller has starred it.' }),
    }),
  ])
  .meta({ id: 'ExportItem' });
export type ExportItem = z.infer<typeof ExportItem>;

export const exportMe = route({
  method: 'GET',
  path: '/api/users/me/export',
  access: 'bearer',
  tag: 'users',
  summary: 'Everything stored about the caller, page by page',
  query: z.object({
    cursor: text(1, 200).optional().meta({
      description: '`next_cursor` of the page before. Absent for the first page.',
    }),
  }),
  responses: {
    200: z.object({ items: z.array(ExportItem), next_cursor: NextCursor }).meta({ id: 'Export' }),
  },
  errors: ['unauthenticated', 'code_required'],
});
