import { isDeepStrictEqual } from 'node:util';
import type { User } from '#core/domain/user.ts';
import { isReachable } from '#core/domain/user.ts';
import { BusyError } from '#core/errors.ts';
import type { ClaimRefusal, UserStore } from '#core/ports/users.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  type Item,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { profileCheck, profileUpdate, readStoredUser, type StoredUser } from './stored-user.ts';
import {
  type ClaimKey,
  claimsOf,
  deleteClaim,
  heldClaims,
  makeRoom,
  removeEmailClaim,
  takeClaims,
  without,
} from './user-claims.ts';
import { formerSearchItems, searchItems } from './user-search.ts';

/** DynamoDB's limit per transaction, minus one for the profile. */
const portionSize = 99;

/** Writes that make the name index show exactly these entries of a user. */
export const searchWrites = (
  { user, formerNames }: StoredUser,
  shown: readonly Item[],
): Write[] => {
  const text = ({ PK, SK }: Item): string => `${PK} ${SK}`;
  const hidden = [user.username, ...formerNames]
    .map((username) => ({ ...user, username }))
    .flatMap((former) => [...searchItems(former), ...formerSearchItems(former)])
    .map((item): [string, Item] => [text(item), item]);
  const gone = new Map(hidden);
  for (const item of shown) gone.delete(text(item));
  return [
    ...shown.map((Item): Write => ({ Put: { Item } })),
    ...[...gone.values()].map(({ PK, SK }): Write => ({ Delete: { Key: { PK, SK } } })),
  ];
};

/** Writes entries first and the profile with the last of them, all conditional on the profile as read. */
export const writeEntries = async (
  table: Table,
  stored: StoredUser,
  writes: readonly Write[],
  profile: Write,
): Promise<void> => {
  const last = Math.max(0, Math.ceil(writes.length / portionSize) - 1) * portionSize;
  for (let start = 0; start < last; start += portionSize) {
    const portion = writes.slice(start, start + portionSize);
    await transact(table, [...portion, profileCheck(stored)]);
  }
  await transact(table, [...writes.slice(last), profile]);
};

/** Synchronises the name index with the profile. The next call repairs what a failure leaves. */
const renewSearch = (table: Table, id: string): Promise<void> =>
  withRetries(
    table.clock,
    async () => {
      const stored = await readStoredUser(table, id);
      if (!stored || stored.formerNames.length === 0) return;
      const shown = isReachable(stored.user) ? searchItems(stored.user) : [];
      const profile = profileUpdate(stored, 'REMOVE was');
      await writeEntries(table, stored, searchWrites(stored, shown), profile);
    },
    isLostRace,
  );

/** Writes profile and claims in one transaction; returns the claim that was taken, or null. */
const swap = async (table: Table, stored: StoredUser, next: User): Promise<ClaimKey | null> => {
  const isRenamed = next.username !== stored.user.username;
  const held = isRenamed ? await heldClaims(table, stored.user) : [];
  const wanted = isRenamed ? claimsOf(next) : [];
  const drops = without(held, wanted).map(({ key }) => deleteClaim(key, next.id));
  const set = 'SET #name = :nextName, up = :nextUp, was = :nextWas, hp = :nextHp, hr = :nextHr';
  const profile = profileUpdate(stored, next.email === null ? set : `${set}, email = :nextEmail`, {
    ':nextName': next.username,
    ':nextUp': next.updatedAt,
    ':nextHp': !next.privacy.presence,
    ':nextHr': !next.privacy.readReceipts,
    ':nextWas': [...new Set([...stored.formerNames, stored.user.username])],
    ...(next.email !== null && { ':nextEmail': next.email }),
  });
  const holder = { uid: next.id, at: next.updatedAt };
  const taken = await takeClaims(table, without(wanted, held), holder, [...drops, profile]);
  const { email, id } = stored.user;
  if (!taken && email !== null && email !== next.email) await removeEmailClaim(table, email, id);
  return taken;
};

/** See `UserStore.update`. The name index is updated after the deciding write. */
export const updateUser: (
  table: Table,
  ...args: Parameters<UserStore['update']>
) => ReturnType<UserStore['update']> = async (table, id, change, now) => {
  const attempt = async (): Promise<User | ClaimRefusal | null> => {
    const stored = await readStoredUser(table, id);
    if (!stored) throw new Error('a user without a profile');
    const { user } = stored;
    if (!user.isActive) return null;
    const username = change.username ?? user.username;
    const email = change.email ?? user.email;
    const privacy = { ...user.privacy, ...change.privacy };
    const wanted = { ...user, username, email, privacy };
    if (isDeepStrictEqual(wanted, user)) return user;
    const next = { ...wanted, updatedAt: now };
    const taken = await swap(table, stored, next);
    if (!taken) return next;
    const holder = await makeRoom(table, taken);
    if (!holder) return attempt();
    // A concurrent identical change: read again and retry.
    if (holder.holderId === id) throw new BusyError('the user holds the claim already');
    return taken.refusal;
  };
  const updated = await withRetries(table.clock, attempt, isLostRace);
  await renewSearch(table, id);
  return updated;
};

/** Marks a user as inactive and offline, and removes its search entries; the claims stay. */
export const deactivateUser = (table: Table, id: string, now: number): Promise<void> =>
  withRetries(
    table.clock,
    async () => {
      const stored = await readStoredUser(table, id);
      if (!stored?.user.isActive) return;
      const set = 'SET active = :inactive, up = :nextUp, ou = :until REMOVE was';
      const profile = profileUpdate(stored, set, {
        ':inactive': false,
        ':nextUp': now,
        ':until': Math.min(now, stored.user.onlineUntil),
      });
      await writeEntries(table, stored, searchWrites(stored, []), profile);
    },
    isLostRace,
  );
