import * as z from 'zod';
import type { User } from '#core/domain/user.ts';
import { profileKey, userIdOf } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

const ProfileItem = z.object({
  PK: z.string(),
  SK: z.string(),
  name: z.string(),
  /** Display name, about, hash of the photo. */
  dn: z.string().optional(),
  ab: z.string().optional(),
  ph: z.string().optional(),
  email: z.string().optional(),
  active: z.boolean(),
  fin: z.boolean(),
  /** An operator. */
  opr: z.boolean().optional(),
  /** Tokens issued before this are revoked. */
  va: z.number(),
  /** Ended sessions whose access tokens may not have expired yet. */
  ended: z.array(z.object({ id: z.string(), at: z.number() })).optional(),
  /** Presence: online until, last seen. */
  ou: z.number(),
  ls: z.number().optional(),
  /** What the user hides: presence, read receipts. */
  hp: z.boolean().default(false),
  hr: z.boolean().default(false),
  at: z.number(),
  up: z.number(),
  /** When presence was last emitted. */
  told: z.number().optional(),
  /** Former names that searches may still find. */
  was: z.array(z.string()).optional(),
});

/** Former names of a user that searches may still find. */
export const formerNamesOf = (item: Item): readonly string[] => ProfileItem.parse(item).was ?? [];

export const userOf = (item: Item): User => {
  const stored = ProfileItem.parse(item);
  return {
    id: userIdOf(stored),
    username: stored.name,
    displayName: stored.dn ?? null,
    about: stored.ab ?? null,
    photo: stored.ph ?? null,
    email: stored.email ?? null,
    isActive: stored.active,
    isFinished: stored.fin,
    isOperator: stored.opr ?? false,
    validAfter: stored.va,
    endedSessions: stored.ended ?? [],
    onlineUntil: stored.ou,
    lastSeen: stored.ls ?? null,
    privacy: { presence: !stored.hp, readReceipts: !stored.hr },
    createdAt: stored.at,
    updatedAt: stored.up,
  };
};

export const profileItem = (user: User): Item => ({
  ...profileKey(user.id),
  name: user.username,
  dn: user.displayName ?? undefined,
  ab: user.about ?? undefined,
  ph: user.photo ?? undefined,
  email: user.email ?? undefined,
  active: user.isActive,
  fin: user.isFinished,
  opr: user.isOperator || undefined,
  va: user.validAfter,
  ended: user.endedSessions.length > 0 ? user.endedSessions : undefined,
  ou: user.onlineUntil,
  ls: user.lastSeen ?? undefined,
  hp: !user.privacy.presence || undefined,
  hr: !user.privacy.readReceipts || undefined,
  at: user.createdAt,
  up: user.updatedAt,
});

const ClaimItem = z.object({ uid: z.string(), at: z.number() });
type Claim = z.infer<typeof ClaimItem>;
export const claimOf = (item: Item): Claim => ClaimItem.parse(item);
