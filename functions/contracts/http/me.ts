import * as z from 'zod';
import { Timestamp } from '../fields.ts';
import { samples } from '../samples.ts';
import { ActiveFlag, about, faceOf, shownName } from './user-fields.ts';

/** The caller in responses. Separate from other users, which signing in and refreshing do not load. */

/** What others may see. A user who hides something does not see it of others either. */
export const Privacy = z
  .object({
    presence: z.boolean().meta({
      description:
        'Show online, last seen and typing to people with whom messages were exchanged both ways.',
    }),
    read_receipts: z.boolean().meta({
      description: 'Show read receipts to people with whom messages were exchanged both ways.',
    }),
  })
  .meta({ id: 'Privacy' });

/** The caller's own profile; `email` is shown to nobody else. */
export const Me = z
  .object({
    id: z.uuid().meta({ examples: [samples.ada] }),
    username: z.string().meta({ description: shownName, examples: ['ada.l'] }),
    ...faceOf(samples.ada, 'Ada Lovelace'),
    about,
    email: z
      .string()
      .optional()
      .meta({
        description: 'Unique. Never shown to other users.',
        examples: ['ada@example.org'],
      }),
    is_active: ActiveFlag,
    operator: z.literal(true).optional().meta({
      description: 'Present for operators, who may call `/api/admin`. Shown to nobody else.',
    }),
    privacy: Privacy,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
