import * as z from 'zod';
import { limits } from '#contracts/limits.ts';
import { SessionEnd } from '#contracts/session-end.ts';
import type { Session } from '#core/domain/session.ts';
import type { Item } from '../dynamodb/table/table.ts';

const Serial = z.object({
  at: z.number(),
  spent: z.number().optional(),
  /** The serial that was exchanged for this one. */
  from: z.string().optional(),
});

const FamilyItem = z.object({
  id: z.string(),
  uid: z.string(),
  /** Cognito's refresh token, encrypted; removed when the session ends. */
  tok: z.instanceof(Uint8Array).optional(),
  /** Serials of accepted tokens: unspent ones, and spent ones within their repeat period. */
  live: z.record(z.string(), Serial).default({}),
  exp: z.number(),
  /** Device, address, start and last use; missing in items of earlier versions. */
  dev: z.string().default(''),
  adr: z.string().default(''),
  at: z.number().optional(),
  seen: z.number().optional(),
  /** The number of refreshes in the rate window, and its end. */
  n: z.number().default(0),
  until: z.number().default(0),
  /** Version for optimistic locking of token changes. */
  v: z.number().default(0),
  end: SessionEnd.optional(),
});

export type FamilyItem = z.infer<typeof FamilyItem>;
export type Live = FamilyItem['live'];

export const familyOf = (item: Item): FamilyItem => FamilyItem.parse(item);

export const sessionOf = ({ id, dev, adr, at, seen, live, exp }: FamilyItem): Session => {
  const createdAt = at ?? exp - limits.refreshTokenSeconds * 1_000;
  const used = Object.values(live).map(({ at: issued }) => issued);
  const lastSeenAt = seen ?? Math.max(createdAt, ...used);
  return { id, device: dev, address: adr, createdAt, lastSeenAt, expiresAt: exp };
};

const graceMs = limits.refreshGraceSeconds * 1_000;

/** Is the token unspent, or spent so recently that an honest client may repeat it? */
export const isAccepted = (live: Live, serial: string, now: number): boolean => {
  const entry = live[serial];
  return entry !== undefined && (entry.spent === undefined || now - entry.spent <= graceMs);
};

/** Successors already issued for this token, one for each repeat. */
export const successorsOf = (live: Live, serial: string): number =>
  Object.values(live).filter(({ from }) => from === serial).length;

/**
 * Spends a serial and issues the next one. The first use of a token proves that its response arrived: its
 * siblings and the token that they replaced become invalid, as do tokens spent long ago.
 */
export const afterRotation = (live: Live, serial: string, next: string, now: number): Live => {
  const used = live[serial] ?? { at: now };
  const { from } = used;
  const isVoid = ([other, entry]: [string, Live[string]]): boolean =>
    other !== serial && from !== undefined && (other === from || entry.from === from);
  const kept = Object.entries(live).filter(
    (entry) => isAccepted(live, entry[0], now) && !isVoid(entry),
  );
  return {
    ...Object.fromEntries(kept),
    [serial]: { ...used, spent: used.spent ?? now },
    [next]: { at: now, from: serial },
  };
};
