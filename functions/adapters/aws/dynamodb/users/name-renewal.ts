import { foldName, namesVersion } from '#contracts/names/fold.ts';
import { isReachable } from '#core/domain/user.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { nameKey, namesKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import { getItem, putItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { profileCheck, readStoredUser, type StoredUser } from './stored-user.ts';
import { searchWrites, writeEntries } from './user-changes.ts';
import { claimsOf, deleteClaim, heldClaims, makeRoom, takeClaims, without } from './user-claims.ts';
import { formerSearchItems, searchItems } from './user-search.ts';

/** `collides`: another user holds a claim that the name needs today. Neither is changed. */
export type Renewal = 'current' | 'renewed' | 'collides';

const renewEntries = async (table: Table, stored: StoredUser): Promise<void> => {
  const { user } = stored;
  if (formerSearchItems(user).length === 0 || !isReachable(user)) return;
  const writes = searchWrites(stored, searchItems(user));
  await writeEntries(table, stored, writes, profileCheck(stored));
};

/** Takes the free claims of a name. Removes its former claim once the current form is claimed. */
const renewClaims = async (table: Table, stored: StoredUser): Promise<Renewal> => {
  const { user } = stored;
  const folded = nameKey(foldName(user.username));
  const [held, wanted] = [await heldClaims(table, user), claimsOf(user)];
  const take = async (missing: ReturnType<typeof without>): Promise<Renewal> => {
    if (missing.length === 0) return 'collides';
    const isClaimed = [...held, ...missing].some(({ key }) => key.PK === folded.PK);
    const drops = isClaimed ? without(held, wanted) : [];
    const taken = await takeClaims(table, missing, { uid: user.id, at: user.createdAt }, [
      ...drops.map(({ key }) => deleteClaim(key, user.id)),
      profileCheck(stored),
    ]);
    if (!taken) return without(wanted, [...held, ...missing]).length > 0 ? 'collides' : 'renewed';
    return take((await makeRoom(table, taken)) ? without(missing, [taken]) : missing);
  };
  const missing = without(wanted, held);
  return missing.length === 0 ? 'current' : take(missing);
};

/** Writes search entries first: the claims mark the renewal as complete. */
const renewName = (table: Table, id: string): Promise<Renewal> =>
  withRetries(
    table.clock,
    async () => {
      const stored = await readStoredUser(table, id);
      if (!stored) return 'current';
      if (without(claimsOf(stored.user), await heldClaims(table, stored.user)).length > 0) {
        await renewEntries(table, stored);
      }
      return renewClaims(table, stored);
    },
    isLostRace,
  );

/** Are the names of this table at `namesVersion`? */
export const areNamesCurrent = async (table: Table): Promise<boolean> =>
  Number((await getItem(table, namesKey))?.['version'] ?? 0) >= namesVersion;

/** Renews the names of these users to `namesVersion`. Idempotent, and safe while the table is in use. */
export const renewNames = async (
  table: Table,
  ids: AsyncIterable<string>,
): Promise<Readonly<Record<Renewal, number>>> => {
  const counts = { current: 0, renewed: 0, collides: 0 };
  for await (const id of ids) counts[await renewName(table, id)]++;
  await putItem(table, { ...namesKey, version: namesVersion });
  return counts;
};
