import * as z from 'zod';
import { oldPasswordKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  deleteItem,
  getItem,
  type Item,
  type Table,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

const OldPassword = z.object({ h: z.string() });

export const oldPasswordItem = (userId: string, hash: string): Item => ({
  ...oldPasswordKey(userId),
  h: hash,
});

/** The hash of the user's password from before a move; null once the user has signed in. */
export const getOldPassword = async (table: Table, userId: string): Promise<string | null> => {
  const item = await getItem(table, oldPasswordKey(userId));
  return item && OldPassword.parse(item).h;
};

export const removeOldPassword = (table: Table, userId: string): Promise<void> =>
  deleteItem(table, oldPasswordKey(userId));
