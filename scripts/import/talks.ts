import { sortedPair } from '../../functions/core/domain/conversation.ts';
import type { ForeignRow } from './foreign.ts';
import type { Staging } from './staging.ts';
import { timeOf, uuidFrom } from './values.ts';

/** The new id of a user; null for one that the other system does not have. */
export const personOf = (staging: Staging, old: string | null | undefined): string | null => {
  const sql = 'SELECT id FROM people WHERE old = ?';
  return old ? ((staging.get(sql, old)?.['id'] as string | undefined) ?? null) : null;
};

/** The conversation of two users, which exists from here on. */
export const pairOf = (staging: Staging, a: string, b: string, created: number | null): string => {
  const [one, other] = sortedPair(a, b);
  const id = uuidFrom('pair', one, other);
  staging.run(
    `INSERT INTO pairs VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET created = min(coalesce(created, excluded.created), coalesce(excluded.created, created))`,
    id,
    one,
    other,
    created,
  );
  return id;
};

const stageMember = (staging: Staging, row: ForeignRow): void => {
  const talk = row['conversation'] ?? '';
  const member = personOf(staging, row['user']);
  if (member === null) {
    staging.problem(
      'member',
      talk,
      `conversation ${talk} has a member that does not exist: ${row['user']}`,
    );
    return;
  }
  const place = `last_read_at of user ${row['user']} in conversation ${talk}`;
  staging.run(
    'INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)',
    talk,
    member,
    row['lastRead'] ?? null,
    timeOf(row['lastReadAt'], place),
  );
};

const stageTalk = (staging: Staging, row: ForeignRow): void => {
  const old = row['id'] ?? '';
  const created = timeOf(row['created'], `created_at of conversation ${old}`);
  for (const column of ['one', 'other']) {
    const member = personOf(staging, row[column]);
    if (member) staging.run('INSERT OR IGNORE INTO marks VALUES (?, ?, NULL, NULL)', old, member);
  }
  const found = staging.all('SELECT member FROM marks WHERE talk = ? ORDER BY member', old);
  const [one, other = one] = found.map(({ member }) => member as string);
  const isPair = one !== undefined && other !== undefined && found.length <= 2;
  if (!isPair) {
    staging.problem(
      'conversation',
      old,
      `it has ${found.length} members; Parley has conversations of two`,
    );
  }
  const pair = isPair ? pairOf(staging, one, other, created) : null;
  staging.run('INSERT INTO talks VALUES (?, ?, ?)', old, pair, created);
};

/** Members first: they may be in a table of theirs. Conversations of the same two users become one. */
export const stageTalks = async (
  staging: Staging,
  conversations: AsyncIterable<ForeignRow>,
  members: AsyncIterable<ForeignRow> | null,
): Promise<void> => {
  if (members) for await (const row of members) stageMember(staging, row);
  for await (const row of conversations) stageTalk(staging, row);
};
