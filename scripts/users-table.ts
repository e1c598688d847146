import type { ListedUser } from '../functions/core/usecases/list-users.ts';

const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');

const lastSeenOf = ({ isOnline, lastSeen }: ListedUser): string => {
  if (isOnline) return 'online';
  return lastSeen === null ? 'never' : timeOf(lastSeen);
};

/** Users in columns, then where the page is. */
export const usersTable = (
  { users, total }: { users: readonly ListedUser[]; total: number },
  { page, size }: { page: number; size: number },
): string => {
  const rows = [
    ['NAME', 'STATE', 'CREATED (UTC)', 'LAST SEEN (UTC)', 'ID'],
    ...users.map((user) => [
      user.username,
      user.isActive ? 'active' : 'closed',
      timeOf(user.createdAt),
      lastSeenOf(user),
      user.id,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const padded = (text: string, column: number): string =>
    text + ' '.repeat((widths[column] ?? 0) - [...text].length);
  const lines = rows.map((row) => row.map(padded).join('  ').trimEnd());
  const pages = Math.max(1, Math.ceil(total / size));
  return [...lines, `page ${page} of ${pages}, ${total} ${total === 1 ? 'user' : 'users'}`].join(
    '\n',
  );
};
