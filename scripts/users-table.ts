import type { CollidingUser } from '#core/usecases/operator/list-collisions.ts';
import type { ListedUser } from '#core/usecases/operator/list-users.ts';

const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');

const lastSeenOf = ({ isOnline, lastSeen }: ListedUser): string => {
  if (isOnline) return 'online';
  return lastSeen === null ? 'never' : timeOf(lastSeen);
};

/** Rows in columns as wide as their longest cell. */
const inColumns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const padded = (text: string, column: number): string =>
    text + ' '.repeat((widths[column] ?? 0) - [...text].length);
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
};

const stateOf = (user: { isActive: boolean; isOperator?: boolean }): string => {
  if (!user.isActive) return 'deactivated';
  return user.isOperator ? 'operator' : 'active';
};

/** Users in columns, then the position of the page. */
export const usersTable = (
  { users, total }: { users: readonly ListedUser[]; total: number },
  { page, size }: { page: number; size: number },
): string => {
  const lines = inColumns([
    ['NAME', 'STATE', 'CREATED (UTC)', 'LAST SEEN (UTC)', 'ID'],
    ...users.map((user) => [
      user.username,
      stateOf(user),
      timeOf(user.createdAt),
      lastSeenOf(user),
      user.id,
    ]),
  ]);
  const pages = Math.max(1, Math.ceil(total / size));
  return [...lines, `page ${page} of ${pages}, ${total} ${total === 1 ? 'user' : 'users'}`].join(
    '\n',
  );
};

/** Users with similar names, groups separated by an empty line. */
export const collisionsTable = (groups: readonly (readonly CollidingUser[])[]): string => {
  if (groups.length === 0) return 'no two names look alike';
  const rows = groups
    .flat()
    .map((user) => [user.username, stateOf(user), timeOf(user.createdAt), user.id]);
  const [heading = '', ...lines] = inColumns([['NAME', 'STATE', 'CREATED (UTC)', 'ID'], ...rows]);
  const blocks = groups.map((group) => lines.splice(0, group.length).join('\n'));
  return [heading, blocks.join('\n\n')].join('\n');
};
