import type { User } from '#core/domain/user.ts';
import type { Freshness } from '#core/ports/lists.ts';
import { profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { getNamed, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { userOf } from './user-item.ts';

/** A profile, strongly consistent by default. */
export const getUser = async (
  table: Table,
  id: string,
  freshness?: Freshness,
): Promise<User | null> => {
  const item = await getNamed(table, profileKey(id), freshness);
  return item ? userOf(item) : null;
};
