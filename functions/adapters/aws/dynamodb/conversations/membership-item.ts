import * as z from 'zod';
import type { MemberSettings } from '#core/domain/member-settings.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import { membershipIdOf, membershipKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

/** A membership has its member's settings, so that a list reads them with the ids. Without: never changed. */
const Membership = z.object({
  PK: z.string(),
  SK: z.string(),
  ver: z.int().optional(),
  mute: z.number().optional(),
  pin: z.literal(true).optional(),
  arch: z.int().optional(),
  mark: z.int().optional(),
  clr: z.int().optional(),
  hid: z.int().optional(),
  mver: z.int().optional(),
});

export const membershipOf = (item: Item): { id: string; settings: MemberSettings } => {
  const stored = Membership.parse(item);
  return {
    id: membershipIdOf(stored),
    settings: {
      ver: stored.ver ?? noSettings.ver,
      mutedUntil: stored.mute ?? null,
      isPinned: stored.pin === true,
      archivedSeq: stored.arch ?? null,
      markedUnreadSeq: stored.mark ?? null,
      clearedSeq: stored.clr ?? 0,
      lastHiddenSeq: stored.hid ?? 0,
      marksVer: stored.mver ?? 0,
    },
  };
};

export const membershipItem = (
  userId: string,
  conversationId: string,
  settings: MemberSettings,
): Item => ({
  ...membershipKey(userId, conversationId),
  ver: settings.ver,
  mute: settings.mutedUntil ?? undefined,
  pin: settings.isPinned || undefined,
  arch: settings.archivedSeq ?? undefined,
  mark: settings.markedUnreadSeq ?? undefined,
  clr: settings.clearedSeq || undefined,
  hid: settings.lastHiddenSeq || undefined,
  mver: settings.marksVer || undefined,
});
