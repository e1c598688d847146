import * as z from 'zod';
import { Timestamp } from '../../fields.ts';
import { samples } from '../../samples.ts';
import { disappearingSeconds } from './times.ts';

/** Null: messages stay. */
export const DisappearingAfter = z
  .literal(disappearingSeconds)
  .nullable()
  .meta({
    description: 'Seconds from the send of a message until it disappears; null: never.',
    examples: [604_800],
  });

/** The setting of a conversation, for both members. */
export const Disappearing = z
  .object({
    after: DisappearingAfter,
    set_by: z.uuid().meta({ description: 'The member who set it.', examples: [samples.ada] }),
    set_at: Timestamp,
  })
  .meta({
    id: 'Disappearing',
    description: 'How long messages stay that are sent from now on.',
  });

/** A line in the dialog that is no message. */
export const Notice = z
  .object({
    kind: z.literal('disappearing').meta({ description: '`sender_id` has set `after`.' }),
    after: DisappearingAfter,
  })
  .meta({
    id: 'Notice',
    description:
      'Only in a line that says what a member has set: it is no message, deleted from the beginning, and never unread.',
  });

export const expiresAtNote = {
  description:
    'When the message disappears: clients remove it then. Afterwards it is a placeholder like a deleted one; the log has no entry of it.',
  examples: ['2026-03-21T09:26:53.589Z'],
};

/** Of a conversation. */
export const disappearingFields = {
  disappearing: Disappearing.optional(),
  next_expiry: Timestamp.optional().meta({
    description:
      'When the next message disappears: then read the conversation again, even if `ver` is the same.',
    examples: ['2026-03-21T09:26:53.589Z'],
  }),
};
