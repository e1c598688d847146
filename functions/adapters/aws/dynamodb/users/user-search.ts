import * as z from 'zod';
import { limits } from '#contracts/limits.ts';
import { foldName, formerFold } from '#contracts/names/fold.ts';
import { foldDisplayName, queryForms } from '#contracts/names/search-fold.ts';
import { searchGrams, searchMode, searchPrefixes } from '#core/domain/search.ts';
import type { User, UserSummary } from '#core/domain/user.ts';
import { isReachable } from '#core/domain/user.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import {
  gramPartition,
  prefixPartition,
  profileKey,
  searchKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { getItem, type Item, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { userOf } from './user-item.ts';

/** Contains all that a search returns, so that no profile is read. `f` is the folded name. */
const SearchItem = z.object({
  id: z.string(),
  name: z.string(),
  dn: z.string().optional(),
  ph: z.string().optional(),
  f: z.string(),
  at: z.number(),
  up: z.number(),
});
type Entry = z.infer<typeof SearchItem>;

const itemsOf = (user: User, folded: string): Item[] => {
  const partitions = [
    ...searchPrefixes(folded).map(prefixPartition),
    ...searchGrams(folded).map(gramPartition),
  ];
  const shown: Entry = {
    id: user.id,
    name: user.username,
    ...(user.displayName !== null && { dn: user.displayName }),
    ...(user.photo !== null && { ph: user.photo }),
    f: folded,
    at: user.createdAt,
    up: user.updatedAt,
  };
  return partitions.map((partition) => ({ ...searchKey(partition, folded, user.id), ...shown }));
};

/** Two names may fold to the same entry, and a transaction takes each key once. */
const distinctItems = (...lists: readonly Item[][]): Item[] => [
  ...new Map(lists.flat().map((item) => [`${item['PK']} ${item['SK']}`, item])).values(),
];

/** All search entries of a user. Writing them again changes nothing. */
export const searchItems = (user: User): Item[] =>
  distinctItems(
    itemsOf(user, foldName(user.username)),
    user.displayName === null ? [] : itemsOf(user, foldDisplayName(user.displayName)),
  );

/** The names by which a user is found. */
export const namesOf = ({ username, displayName }: User): string[] =>
  displayName === null ? [username] : [username, displayName];

/** Entries that earlier names, of either kind, may have left. */
export const formerItems = (user: User, names: readonly string[]): Item[] =>
  names.flatMap((name) => [
    ...itemsOf(user, foldName(name)),
    ...itemsOf(user, foldDisplayName(name)),
    ...formerSearchItems({ ...user, username: name }),
  ]);

/** The search entries that earlier versions may have written for a user. */
export const formerSearchItems = (user: User): Item[] => {
  const [former, folded] = [formerFold(user.username), foldName(user.username)];
  return former === folded ? [] : itemsOf(user, former);
};

const foundUser = ({ id, name, dn, ph, at, up }: Entry): UserSummary => ({
  id,
  username: name,
  displayName: dn ?? null,
  photo: ph ?? null,
  isActive: true,
  createdAt: at,
  updatedAt: up,
});

const byName = (one: Entry, other: Entry): number =>
  Buffer.compare(Buffer.from(one.f), Buffer.from(other.f)) || (one.id < other.id ? -1 : 1);

/** Entries of a partition whose name contains the query, ordered by name, up to the counting limit. */
const matches = async (table: Table, partition: string, folded: string): Promise<Entry[]> => {
  const found: Entry[] = [];
  const range = {
    partition,
    consistency: 'eventual' as const,
    filter: { expression: 'contains(f, :query)', values: { ':query': folded } },
  };
  for await (const { items } of queryPages(table, range)) {
    found.push(...items.map((item) => SearchItem.parse(item)));
    if (found.length >= limits.searchQuery.maxMatches) break;
  }
  return found.slice(0, limits.searchQuery.maxMatches);
};

/** One or two read units: enough to distinguish a rare piece from a common one. */
const probeSize = 50;

/** The rarest of up to three pieces of the query. All names of its partition are then checked. */
const rarePartition = async (table: Table, folded: string): Promise<string> => {
  const grams = searchGrams(folded);
  const chosen = [grams.at(0), grams.at(-1), grams.at(grams.length >> 1)];
  const partitions = [...new Set(chosen)].flatMap((gram) => (gram ? [gramPartition(gram)] : []));
  const [first = '', ...others] = partitions;
  if (others.length === 0) return first;
  const probed = await Promise.all(
    partitions.map(async (partition) => {
      const probe = { Limit: probeSize, Select: 'COUNT' as const };
      const pages = queryPages(table, { partition, consistency: 'eventual' }, probe);
      const { value } = await pages.next();
      return { partition, count: value?.count ?? 0 };
    }),
  );
  return probed.reduce((best, next) => (next.count < best.count ? next : best)).partition;
};

const findById = async (table: Table, id: string): Promise<UserSummary[]> => {
  if (!z.uuid().safeParse(id).success) return [];
  const item = await getItem(table, profileKey(id), 'eventual');
  const user = item && userOf(item);
  return isReachable(user) ? [user] : [];
};

const listMatches = async (table: Table, folded: string): Promise<Entry[]> => {
  const partition =
    searchMode(folded) === 'contains'
      ? await rarePartition(table, folded)
      : prefixPartition(folded);
  return matches(table, partition, folded);
};

/**
 * Reads one partition of the name index, two for a query with accents, or one profile; never scans.
 */
export const searchUsers = async (
  table: Table,
  query: string,
  { offset, limit }: Window,
): Promise<Listed<UserSummary>> => {
  const forms = queryForms(query);
  if (forms.length === 0) return { items: [], total: 0 };
  const byId = await findById(table, query.trim().toLowerCase());
  if (byId.length > 0) return { items: byId.slice(offset, offset + limit), total: byId.length };
  const entries = (await Promise.all(forms.map((form) => listMatches(table, form)))).flat();
  // Both names of a user may match: the first one in the order counts.
  const first = new Map<string, Entry>();
  for (const entry of entries.sort(byName)) if (!first.has(entry.id)) first.set(entry.id, entry);
  const found = [...first.values()];
  return { items: found.slice(offset, offset + limit).map(foundUser), total: found.length };
};
