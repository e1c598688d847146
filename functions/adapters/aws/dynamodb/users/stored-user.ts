import type { User } from '#core/domain/user.ts';
import { profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { getItem, type Table, type Write } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { formerNamesOf, userOf } from './user-item.ts';

/** A profile with the former names that searches may still find. */
export interface StoredUser {
  readonly user: User;
  readonly formerNames: readonly string[];
}

export const readStoredUser = async (table: Table, id: string): Promise<StoredUser | null> => {
  const item = await getItem(table, profileKey(id));
  return item ? { user: userOf(item), formerNames: formerNamesOf(item) } : null;
};

/** The fields that the optimistic lock compares. Presence and revocations may change concurrently. */
const asRead = ({ user, formerNames }: StoredUser) => ({
  ConditionExpression: [
    '#name = :name AND active = :active AND up = :up',
    user.email === null ? 'attribute_not_exists(email)' : 'email = :email',
    user.displayName === null ? 'attribute_not_exists(dn)' : 'dn = :dn',
    user.photo === null ? 'attribute_not_exists(ph)' : 'ph = :ph',
    formerNames.length === 0 ? 'attribute_not_exists(was)' : 'was = :was',
  ].join(' AND '),
  values: {
    ':name': user.username,
    ':active': user.isActive,
    ':up': user.updatedAt,
    ...(user.email !== null && { ':email': user.email }),
    ...(user.displayName !== null && { ':dn': user.displayName }),
    ...(user.photo !== null && { ':ph': user.photo }),
    ...(formerNames.length > 0 && { ':was': formerNames }),
  },
});

/** An update of the profile, conditional on the fields that were read. */
export const profileUpdate = (
  stored: StoredUser,
  UpdateExpression: string,
  values: Record<string, unknown> = {},
): Write => {
  const { ConditionExpression, values: read } = asRead(stored);
  return {
    Update: {
      Key: profileKey(stored.user.id),
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ...read, ...values },
    },
  };
};

/** Changes nothing; fails if the profile is no longer as read. */
export const profileCheck = (stored: StoredUser): Write => profileUpdate(stored, 'SET up = :up');
