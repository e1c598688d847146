import type { Caller, User } from '../domain/user.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { authenticate } from './authenticate.ts';

const notOperator = fail('not_operator', { detail: 'Only operators may do this.' });

export type OperatorRefusal = 'unauthenticated' | 'not_operator';

/** The flag is in the profile that every call reads: taking it away works at once. */
export const authenticateOperator = async (
  users: UserStore,
  caller: Caller,
): Promise<Result<User, OperatorRefusal>> => {
  const user = await authenticate(users, caller);
  if (!user.ok) return user;
  return user.value.isOperator ? ok(user.value) : notOperator;
};
