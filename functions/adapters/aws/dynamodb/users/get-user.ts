import type { User } from '#core/domain/user.ts';
import { profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { getItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { userOf } from './user-item.ts';

/** A profile, strongly consistent. */
export const getUser = async (table: Table, id: string): Promise<User | null> => {
  const item = await getItem(table, profileKey(id));
  return item ? userOf(item) : null;
};
