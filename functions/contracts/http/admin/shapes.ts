import * as z from 'zod';
import { invitationModes, registrationModes } from '../../closed-lists.ts';
import { Timestamp } from '../../fields.ts';
import { samples } from '../../samples.ts';
import { Invitation } from '../invitation-shapes.ts';
import { HealthParts, Version } from '../system.ts';
import { ActiveFlag, faceOf, shownName } from '../user-fields.ts';

const Count = z.int().nonnegative();
const oneProcess = 'Only in one process.';
/** Presence is private: an operator sees the day. */
const Day = z.iso.date().meta({ examples: ['2026-11-29'] });

const person = {
  id: z.uuid().meta({ examples: [samples.bob] }),
  username: z.string().meta({ description: shownName, examples: ['bob.b'] }),
  ...faceOf(samples.bob, 'Bob'),
  is_active: ActiveFlag,
  operator: z.boolean().meta({ examples: [false] }),
  created_at: Timestamp,
  last_active_on: Day.nullable().meta({
    description:
      'The latest day (UTC) on which the person was online or used a device that is signed in; null if there is none.',
  }),
  storage_bytes: Count.meta({ description: 'Of the files that count.', examples: [1_048_576] }),
  session_count: Count.meta({ description: 'Devices that are signed in.', examples: [2] }),
  has_factor: z.boolean().meta({
    description: 'Whether a sign-in with the password asks for a code of an app.',
    examples: [true],
  }),
  passkey_count: Count.meta({ examples: [1] }),
};

/** A person as operators see them: nothing about conversations. */
export const AdminPerson = z.object(person).meta({ id: 'AdminPerson' });
export type AdminPerson = z.infer<typeof AdminPerson>;

export const AdminPersonDetail = z
  .object({
    ...person,
    sessions: z.array(
      z.object({
        id: z.uuid(),
        device: z.string().meta({
          description: 'Browser and system, or the product of an API client; empty where unknown.',
          examples: ['Firefox, Linux'],
        }),
        created_on: Day,
        last_used_on: Day,
      }),
    ),
  })
  .meta({ id: 'AdminPersonDetail' });
export type AdminPersonDetail = z.infer<typeof AdminPersonDetail>;

export const AdminOverview = z
  .object({
    version: Version,
    people: z.object({
      total: Count.meta({ description: 'Accounts. On AWS an estimate of Cognito.' }),
      deactivated: Count.optional().meta({ description: oneProcess }),
      active_today: Count.optional().meta({
        description: `People who were online in the last 24 hours. ${oneProcess}`,
      }),
      active_this_week: Count.optional().meta({ description: `In 7 days. ${oneProcess}` }),
      active_this_month: Count.optional().meta({ description: `In 30 days. ${oneProcess}` }),
    }),
    conversations: Count.optional().meta({ description: oneProcess }),
    messages: Count.optional().meta({ description: `Sent ones. ${oneProcess}` }),
    storage: z
      .object({
        files_bytes: Count.meta({ description: 'Of all files that count.' }),
        data_bytes: Count.meta({ description: 'Of the data file.' }),
        free_bytes: Count.nullable().meta({
          description: 'On the disk; null if the file system does not say.',
        }),
      })
      .optional()
      .meta({ description: oneProcess }),
    health: z.object({ ...HealthParts.shape, uploads: z.literal('paused').optional() }).meta({
      description: 'As in `GET /api/health`. On AWS empty: alarms watch the stage.',
    }),
    last_backup: z
      .object({ at: Timestamp.nullable() })
      .optional()
      .meta({
        description: `The last scheduled backup that succeeded; absent without a schedule. ${oneProcess}`,
      }),
    registration: z.enum(registrationModes),
    invitations: z.enum(invitationModes).meta({ description: 'Whose invitations are accepted.' }),
    open_invitations: z.array(Invitation).meta({
      description: 'Open invitations that operators made, oldest first, without their codes.',
    }),
  })
  .meta({ id: 'AdminOverview' });
export type AdminOverview = z.infer<typeof AdminOverview>;
