import * as z from 'zod';
import { limits } from '../../../contracts/limits.ts';
import type { Ids } from '../../../core/ports/system.ts';
import { isConditionFailure } from '../dynamodb/failures.ts';
import { familyKey, sortPrefix, userPartition } from '../dynamodb/keys.ts';
import { query } from '../dynamodb/query.ts';
import {
  deleteItem,
  expiry,
  getItem,
  type Item,
  present,
  putItem,
  type Table,
  updateItem,
} from '../dynamodb/table.ts';
import { formatRefreshToken, type RefreshToken, serialOf } from './refresh-token.ts';
import { seal, unseal } from './sealed-token.ts';

const Serial = z.object({ at: z.number(), spent: z.number().optional() });
const FamilyItem = z.object({
  PK: z.string(),
  SK: z.string(),
  id: z.string(),
  uid: z.string(),
  /** Cognito's refresh token, sealed. */
  tok: z.instanceof(Uint8Array),
  /** Tokens that may be used: unspent ones, and spent ones for as long as they may be repeated. */
  live: z.record(z.string(), Serial),
  exp: z.number(),
});
type Live = z.infer<typeof FamilyItem>['live'];

export interface Family {
  readonly token: RefreshToken;
  readonly cognitoToken: string;
  readonly live: Live;
  /** `stolen`: the token was spent long ago. */
  readonly state: 'usable' | 'stolen';
}

const graceMs = limits.refreshGraceSeconds * 1_000;
/** Answers that got lost leave tokens that nobody has: so many are kept. */
const maxLive = 40;

const isUsable = (entry: Live[string] | undefined, now: number): boolean =>
  entry !== undefined && (entry.spent === undefined || now - entry.spent <= graceMs);

/** Serials to forget: those spent too long ago, and the oldest ones beyond the bound. */
const forgettable = (live: Live, keep: string, now: number): string[] => {
  const newestFirst = Object.entries(live).sort(([, one], [, other]) => other.at - one.at);
  return newestFirst
    .filter(([, entry], index) => !isUsable(entry, now) || index >= maxLive)
    .map(([serial]) => serial)
    .filter((serial) => serial !== keep);
};

/**
 * What the rules for refresh tokens need beyond Cognito's: one item for each sign-in. A token that is
 * in no `live` list though its secret is right was spent long ago: it has been stolen.
 */
export const tokenFamilies = (table: Table, ids: Ids) => {
  /** Starts a family; returns its first token. */
  const start = async (userId: string, familyId: string, cognitoToken: string): Promise<string> => {
    const now = table.clock.now();
    const token = { userId, familyId, secret: ids.secret(), serial: serialOf(ids.secret()) };
    await putItem(table, {
      ...familyKey(userId, familyId),
      id: familyId,
      uid: userId,
      tok: seal(cognitoToken, token.secret),
      live: { [token.serial]: { at: now } } satisfies Live,
      ...expiry(now + limits.refreshTokenSeconds * 1_000),
    });
    return formatRefreshToken(token);
  };

  const parsed = (item: Item | null) => {
    const stored = item && FamilyItem.parse(item);
    return stored && stored.exp > table.clock.now() ? stored : null;
  };

  /** The family of a token that was issued in it, else null. */
  const find = async (token: RefreshToken): Promise<Family | null> => {
    const stored = parsed(await getItem(table, familyKey(token.userId, token.familyId)));
    const cognitoToken = stored && unseal(stored.tok, token.secret);
    if (!stored || cognitoToken === null) return null;
    const usable = isUsable(stored.live[token.serial], table.clock.now());
    return { token, cognitoToken, live: stored.live, state: usable ? 'usable' : 'stolen' };
  };

  /** Spends a token for a new one; null when the family has ended meanwhile. */
  const rotate = async (family: Family, nextCognitoToken: string): Promise<string | null> => {
    const { token, live } = family;
    const now = table.clock.now();
    const next = { ...token, serial: serialOf(ids.secret()) };
    const spent = { ...live[token.serial], spent: live[token.serial]?.spent ?? now };
    const forgotten = forgettable(live, token.serial, now);
    const names = forgotten.map((serial, index) => [`#f${index}`, serial]);
    const removal = names.length > 0 ? ` REMOVE ${names.map(([name]) => `live.${name}`)}` : '';
    try {
      await updateItem(table, familyKey(token.userId, token.familyId), {
        UpdateExpression: `SET tok = :tok, live.#next = :new, live.#spent = :spent${removal}`,
        ConditionExpression: present,
        ExpressionAttributeNames: {
          '#next': next.serial,
          '#spent': token.serial,
          ...Object.fromEntries(names),
        },
        ExpressionAttributeValues: {
          ':tok': seal(nextCognitoToken, token.secret),
          ':new': { at: now },
          ':spent': spent,
        },
      });
      return formatRefreshToken(next);
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  };

  const end = ({ userId, familyId }: RefreshToken): Promise<void> =>
    deleteItem(table, familyKey(userId, familyId));

  const endAll = async (userId: string): Promise<void> => {
    const items = await query(table, {
      partition: userPartition(userId),
      sort: { prefix: sortPrefix.families },
      consistency: 'consistent',
    });
    const families = items.map((item) => FamilyItem.parse(item));
    await Promise.all(families.map(({ uid, id }) => deleteItem(table, familyKey(uid, id))));
  };

  return { start, find, rotate, end, endAll };
};
