import type { AdminPerson, AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import type { Caller, User } from '../../domain/user.ts';
import type { Directory } from '../../ports/directory.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticateOperator, type OperatorRefusal } from '../../shared/authenticate-operator.ts';
import { userNotFound } from '../../shared/refusals.ts';
import { type PersonDeps, personDetail, personView } from '../../views/person-view.ts';

interface Deps extends PersonDeps {
  readonly users: UserStore;
}

interface ListDeps extends Deps {
  readonly directory: Directory;
}

export interface PeopleRequest {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}

const maxFound = 50;

const badCursor = fail('validation_failed', {
  detail: 'query.cursor: must be a next_cursor of this list',
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this list' }],
});

/** The index of names has active accounts only; a whole username finds every account. */
const find = async ({ users }: ListDeps, q: string): Promise<User[]> => {
  const [named, found] = await Promise.all([
    users.findByName(q),
    users.search(q, { offset: 0, limit: maxFound }),
  ]);
  const ids = new Set([...(named ? [named.id] : []), ...found.items.map(({ id }) => id)]);
  return users.getMany([...ids].slice(0, maxFound));
};

const byName = (one: User, other: User): number => (one.username < other.username ? -1 : 1);

/** Reads profiles, sessions, second factors and used storage of one page, never anything about conversations. */
export const makeListPeople =
  (deps: ListDeps) =>
  async (
    caller: Caller,
    { q, cursor }: PeopleRequest,
  ): Promise<
    Result<
      { items: AdminPerson[]; next_cursor: string | null },
      OperatorRefusal | 'validation_failed'
    >
  > => {
    const operator = await authenticateOperator(deps.users, caller);
    if (!operator.ok) return operator;
    const viewsOf = (users: readonly User[]) =>
      Promise.all(
        users
          .filter(({ isFinished }) => isFinished)
          .sort(byName)
          .map((user) => personView(deps, user)),
      );
    if (q !== undefined)
      return ok({ items: await viewsOf(await find(deps, q)), next_cursor: null });
    const page = await deps.directory.page(cursor ?? null);
    if (!page) return badCursor;
    const items = await viewsOf(await deps.users.getMany(page.ids));
    return ok({ items, next_cursor: page.nextCursor });
  };

export const makeGetPerson =
  (deps: Deps) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<AdminPersonDetail, OperatorRefusal | 'user_not_found'>> => {
    const operator = await authenticateOperator(deps.users, caller);
    if (!operator.ok) return operator;
    const user = await deps.users.get(id);
    return user?.isFinished ? ok(await personDetail(deps, user)) : userNotFound;
  };
