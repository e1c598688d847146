import * as z from 'zod';
import { Timestamp } from '../fields.ts';
import { photoPathOf } from '../media/photo-path.ts';
import { samples } from '../samples.ts';

/** Users in responses. Separate from their routes, so that other areas load only these schemas. */

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

const ActiveFlag = z
  .boolean()
  .meta({ description: 'False once the account is deactivated.', examples: [true] });
/** The description of a name in responses. */
const shownName = 'The name as it is shown: lower case.';
const faceOf = (id: string, name: string) => ({
  display_name: z
    .string()
    .nullable()
    .meta({
      description:
        'The name that the person chose to be shown. Not unique: show the username as well where it matters who somebody is.',
      examples: [name],
    }),
  photo: z
    .string()
    .nullable()
    .meta({
      description:
        'The path of the photo. Another photo has another path, so a copy can be cached for good.',
      examples: [photoPathOf(id, samples.photo)],
    }),
});
/** How another person is shown, besides the username. */
export const face = faceOf(samples.bob, 'Bob');
const about = z
  .string()
  .nullable()
  .meta({
    description: 'A line that the person wrote about themselves.',
    examples: ['Weaving algebraical patterns'],
  });

const OtherName = z.string().meta({ description: shownName, examples: ['bob.b'] });
export const Online = z.boolean().meta({ description: 'Has an open socket.', examples: [true] });
export const LastSeen = Timestamp.nullable().meta({
  description: 'Null while online, or if never seen.',
  examples: [null],
});

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
    privacy: Privacy,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const FoundUser = z
  .object({
    id: z.uuid(),
    username: OtherName,
    ...face,
    is_active: ActiveFlag,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'FoundUser' });
export type FoundUser = z.infer<typeof FoundUser>;

/** The other member of a conversation, including presence. */
export const Peer = z
  .object({
    id: z.uuid(),
    username: OtherName,
    ...face,
    is_active: ActiveFlag,
    online: Online,
    last_seen: LastSeen,
  })
  .meta({ id: 'Peer' });
export type Peer = z.infer<typeof Peer>;

/**
 * Another user. Presence is included only for people who share a conversation and have both written in it.
 */
export const Profile = z
  .object({
    id: z.uuid(),
    username: OtherName,
    ...face,
    about,
    is_active: ActiveFlag,
    created_at: Timestamp,
    online: Online.optional(),
    last_seen: LastSeen.optional(),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;
