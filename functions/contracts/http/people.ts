import * as z from 'zod';
import { Timestamp } from '../fields.ts';
import { samples } from '../samples.ts';
import { ActiveFlag, about, faceOf, shownName } from './user-fields.ts';

/** Other users in responses. */

/** How another person is shown, besides the username. */
export const face = faceOf(samples.bob, 'Bob');
const OtherName = z.string().meta({ description: shownName, examples: ['bob.b'] });
export const Online = z.boolean().meta({ description: 'Has an open socket.', examples: [true] });
export const LastSeen = Timestamp.nullable().meta({
  description: 'Null while online, or if never seen.',
  examples: [null],
});

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
