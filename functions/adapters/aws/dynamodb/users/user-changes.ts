import { isDeepStrictEqual } from 'node:util';
import { withChange } from '#core/domain/profile-change.ts';
import type { Photo, User } from '#core/domain/user.ts';
import { isReachable } from '#core/domain/user.ts';
import { BusyError } from '#core/errors.ts';
import type { ClaimRefusal, UserStore } from '#core/ports/users.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { photoKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
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
import { formerItems, formerSearchItems, namesOf, searchItems } from './user-search.ts';

/** DynamoDB's limit per transaction, minus one for the profile. */
const portionSize = 99;

/** Writes that make the name index show exactly these entries of a user. */
export const searchWrites = (
  { user, formerNames }: StoredUser,
  shown: readonly Item[],
): Write[] => {
  const text = ({ PK, SK }: Item): string => `${PK} ${SK}`;
  const hidden = [
    ...searchItems(user),
    ...formerSearchItems(user),
    ...formerItems(user, formerNames),
  ].map((item): [string, Item] => [text(item), item]);
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

/** Replaces the bytes of a photo, together with the profile. */
const photoWrites = (user: User, next: User, photo: Photo | null | undefined): Write[] => {
  if (user.photo === next.photo) return [];
  const { id } = user;
  return [
    ...(user.photo === null ? [] : [{ Delete: { Key: photoKey(id, user.photo) } }]),
    ...(photo
      ? [{ Put: { Item: { ...photoKey(id, photo.hash), mime: photo.mime, b: photo.bytes } } }]
      : []),
  ];
};

/** `SET` for the values, `REMOVE` for those that are null. */
const setOrRemove = (fields: Readonly<Record<string, string | null>>) => {
  const set = Object.entries(fields).filter(([, value]) => value !== null);
  const removed = Object.keys(fields).filter((name) => fields[name] === null);
  return {
    set: set.map(([name]) => `, ${name} = :next_${name}`).join(''),
    remove: removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : '',
    values: Object.fromEntries(set.map(([name, value]) => [`:next_${name}`, value])),
  };
};

/** Writes profile, claims and photo in one transaction; returns the claim that was taken, or null. */
const swap = async (
  table: Table,
  stored: StoredUser,
  next: User,
  photo: Photo | null | undefined,
): Promise<ClaimKey | null> => {
  const isRenamed = next.username !== stored.user.username;
  const held = isRenamed ? await heldClaims(table, stored.user) : [];
  const wanted = isRenamed ? claimsOf(next) : [];
  const drops = without(held, wanted).map(({ key }) => deleteClaim(key, next.id));
  const { displayName: dn, about: ab, photo: ph, email: nextEmail } = next;
  const { set, remove, values } = setOrRemove({ dn, ab, ph, email: nextEmail });
  const fixed = 'SET #name = :nextName, up = :nextUp, was = :nextWas, hp = :nextHp, hr = :nextHr';
  const profile = profileUpdate(stored, `${fixed}${set}${remove}`, {
    ':nextName': next.username,
    ':nextUp': next.updatedAt,
    ':nextHp': !next.privacy.presence,
    ':nextHr': !next.privacy.readReceipts,
    ':nextWas': [...new Set([...stored.formerNames, ...namesOf(stored.user)])],
    ...values,
  });
  const holder = { uid: next.id, at: next.updatedAt };
  const taken = await takeClaims(table, without(wanted, held), holder, [
    ...drops,
    ...photoWrites(stored.user, next, photo),
    profile,
  ]);
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
    const wanted = withChange(user, change);
    if (isDeepStrictEqual(wanted, user)) return user;
    const next = { ...wanted, updatedAt: now };
    const taken = await swap(table, stored, next, change.photo);
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

/** Marks a user as inactive and offline, and removes search entries, photo and about; the claims stay. */
export const deactivateUser = (table: Table, id: string, now: number): Promise<void> =>
  withRetries(
    table.clock,
    async () => {
      const stored = await readStoredUser(table, id);
      if (!stored?.user.isActive) return;
      const set = 'SET active = :inactive, up = :nextUp, ou = :until REMOVE was, ph, ab';
      const profile = profileUpdate(stored, set, {
        ':inactive': false,
        ':nextUp': now,
        ':until': Math.min(now, stored.user.onlineUntil),
      });
      const { user } = stored;
      const removals = photoWrites(user, { ...user, photo: null }, null);
      await writeEntries(table, stored, [...searchWrites(stored, []), ...removals], profile);
    },
    isLostRace,
  );

/** Marks a user as active, with all search entries. */
export const activateUser = (table: Table, id: string, now: number): Promise<void> =>
  withRetries(
    table.clock,
    async () => {
      const stored = await readStoredUser(table, id);
      if (!stored || stored.user.isActive) return;
      const profile = profileUpdate(stored, 'SET active = :isActive, up = :nextUp', {
        ':isActive': true,
        ':nextUp': now,
      });
      const entries = searchItems(stored.user).map((Item): Write => ({ Put: { Item } }));
      await writeEntries(table, stored, entries, profile);
    },
    isLostRace,
  );
