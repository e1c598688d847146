import { limits } from '#contracts/limits.ts';
import { queryForms } from '#contracts/names/search-fold.ts';
import { searchGrams, searchMode } from '#core/domain/search.ts';
import type { UserSummary } from '#core/domain/user.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import type { Database } from './database.ts';
import { userOf } from './rows.ts';

const reachable = 'is_active = 1 AND is_finished = 1';
/** As a suffix: sorts after every name with this prefix. */
const afterAll = '\u{10FFFF}';

/** Only searchable users have pieces, so matches need no check of the profile. */
const containing = 'SELECT user_id, folded FROM user_grams WHERE gram = ? AND instr(folded, ?) > 0';
const startsIn = (table: string): string =>
  `SELECT user_id, n.folded FROM ${table} n JOIN users u ON u.id = user_id
   WHERE n.folded >= ? AND n.folded < ? AND ${reachable}`;
const starting = `${startsIn('user_names')} UNION ALL ${startsIn('display_names')}`;

interface Match {
  readonly sql: string;
  readonly values: readonly string[];
}

/** The piece with the fewest candidates; counting stops early. */
const rarestGram = (db: Database, folded: string): string => {
  const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM user_grams WHERE gram = ? LIMIT 200)';
  const counted = searchGrams(folded).map((gram) => ({
    gram,
    count: Number(db.get(sql, gram)?.['n']),
  }));
  return counted.reduce((best, next) => (next.count < best.count ? next : best)).gram;
};

const matchOf = (db: Database, folded: string): Match => {
  if (searchMode(folded) === 'contains') {
    return { sql: containing, values: [rarestGram(db, folded), folded] };
  }
  const range = [folded, folded + afterAll];
  return { sql: starting, values: [...range, ...range] };
};

/** Counts in the index; reads only the window's profiles. */
const listMatches = (
  db: Database,
  matches: readonly Match[],
  { offset, limit }: Window,
): Listed<UserSummary> => {
  const { maxMatches } = limits.searchQuery;
  const all = matches.map(({ sql }) => sql).join(' UNION ALL ');
  const from = `FROM (SELECT * FROM (${all}) ORDER BY folded LIMIT ${maxMatches})`;
  const values = matches.flatMap((match) => match.values);
  const count = `SELECT count(DISTINCT user_id) AS total ${from}`;
  const ids = `SELECT user_id ${from} GROUP BY user_id ORDER BY min(folded), user_id LIMIT ? OFFSET ?`;
  const total = Number(db.get(count, ...values)?.['total']);
  const room = Math.max(0, Math.min(limit, total - offset));
  const items = db
    .all(ids, ...values, room, offset)
    .flatMap((row) => db.all('SELECT * FROM users WHERE id = ?', row['user_id'] as string));
  return { items: items.map(userOf), total };
};

/** See `UserStore.search`. */
export const searchUsers = (db: Database, query: string, window: Window): Listed<UserSummary> => {
  const forms = queryForms(query);
  if (forms.length === 0) return { items: [], total: 0 };
  const byId = `SELECT * FROM users WHERE id = ? AND ${reachable}`;
  const named = db.all(byId, query.trim().toLowerCase()).map(userOf);
  if (named.length > 0) return { items: window.offset === 0 ? named : [], total: named.length };
  return listMatches(
    db,
    forms.map((form) => matchOf(db, form)),
    window,
  );
};
