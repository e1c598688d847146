import { isUsableHash } from '../../functions/adapters/password-hashes/hash-format.ts';
import { Email } from '../../functions/contracts/fields.ts';
import { DisplayName } from '../../functions/contracts/names/display-name.ts';
import { brokenNameRule } from '../../functions/contracts/names/reserved.ts';
import { skeletonOf } from '../../functions/contracts/names/skeleton.ts';
import { Username } from '../../functions/contracts/names/username.ts';
import { wholeStart } from '../../functions/contracts/texts/cut-text.ts';
import { UserError } from '../command.ts';
import type { ForeignRow } from './foreign.ts';
import type { Staging } from './staging.ts';
import { booleanOf, idFrom, timeOf } from './values.ts';

export interface NameChoices {
  /** New names by the old ones. */
  readonly renames: ReadonlyMap<string, string>;
  /** Take the suggested names for those that are not in `renames`. */
  readonly acceptsSuggestions: boolean;
}

/** The name as Parley stores it, or the rule that it breaks. */
const checked = (name: string): { name: string } | { rule: string } => {
  const parsed = Username.safeParse(name);
  if (!parsed.success) return { rule: parsed.error.issues[0]?.message ?? 'is not allowed' };
  const rule = brokenNameRule(parsed.data);
  return rule === null ? { name: parsed.data } : { rule };
};

const maxStem = 40;

/** An allowed name that nobody has, as near as possible to the one that is not. */
const suggestion = (raw: string, taken: ReadonlySet<string>): string => {
  const [local = ''] = raw.split('@');
  const plain = local.normalize('NFKC').replace(/[^\p{L}\p{M}\p{Nd}_.!-]+/gu, '.');
  const stem = wholeStart(plain.replace(/^[.]+|[.]+$/g, ''), maxStem);
  const stems = [stem, `user.${stem}`, 'user'];
  for (let number = 1; ; number++) {
    for (const one of stems) {
      const found = checked(number === 1 ? one : `${one}.${number}`);
      if ('name' in found && !taken.has(skeletonOf(found.name))) return found.name;
    }
  }
};

const stage = (staging: Staging, row: ForeignRow): void => {
  const old = row['id'] ?? '';
  const place = (column: string) => `${column} of user ${old}`;
  const created = timeOf(row['created'], place('created_at')) ?? Date.now();
  const updated = timeOf(row['updated'], place('updated_at')) ?? created;
  const isGone =
    booleanOf(row['isActive'], place('is_active')) === false ||
    booleanOf(row['isDeleted'], place('is_deleted')) === true ||
    timeOf(row['deleted'], place('deleted_at')) !== null;
  const raw = row['username'] ?? '';
  const email = Email.safeParse(row['email'] ?? '');
  const hash = row['hash']?.trim() ?? '';
  if (!isGone && !isUsableHash(hash)) {
    staging.problem('password', old, `${raw}: this hash cannot be used, reset the password`);
  }
  staging.run(
    'INSERT INTO people VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)',
    old,
    idFrom('users', old),
    raw,
    row['displayName'] ?? null,
    email.success ? email.data : null,
    !isGone && isUsableHash(hash) ? hash : null,
    Number(!isGone),
    created,
    Math.max(created, updated),
  );
};

/** The name that people read: that of the other system, else the former username if it had to change. */
const displayOf = (display: string | null, raw: string, username: string): string | null => {
  for (const name of [display, raw]) {
    const parsed = DisplayName.safeParse(name);
    if (parsed.success) return parsed.data === username ? null : parsed.data;
  }
  return null;
};

interface Named {
  readonly old: string;
  readonly raw: string;
  readonly display: string | null;
}

/** The names that are given so far, by their skeletons. */
type Taken = Set<string>;

const give = (staging: Staging, taken: Taken, { old, raw, display }: Named, name: string): void => {
  taken.add(skeletonOf(name));
  const sql = 'UPDATE people SET username = ?, display = ? WHERE old = ?';
  staging.run(sql, name, displayOf(display, raw, name), old);
};

/** The rule that a name breaks, or the allowed name. */
const freeName = (name: string, taken: Taken): { name: string } | { rule: string } => {
  const found = checked(name);
  return 'name' in found && taken.has(skeletonOf(found.name))
    ? { rule: 'is the name of another user, or looks like it' }
    : found;
};

/** Active users choose first, then those who came first. Returns the number of names without a decision. */
const nameAll = (staging: Staging, { renames, acceptsSuggestions }: NameChoices): number => {
  const taken: Taken = new Set();
  const later: (Named & { rule: string })[] = [];
  const sql = 'SELECT old, raw, display FROM people ORDER BY is_active DESC, created, old';
  for (const named of staging.all(sql) as unknown as Named[]) {
    const chosen = renames.get(named.raw) ?? renames.get(named.old);
    const found = freeName(chosen ?? named.raw, taken);
    if ('name' in found) give(staging, taken, named, found.name);
    else if (chosen === undefined) later.push({ ...named, rule: found.rule });
    else throw new UserError(`--rename ${named.raw}=${chosen}: the name ${found.rule}`);
  }
  const verb = acceptsSuggestions ? 'becomes' : 'could be';
  for (const { rule, ...named } of later) {
    const name = suggestion(named.raw, taken);
    staging.problem('name', named.old, `${named.raw} ${rule}: ${verb} ${name}`);
    give(staging, taken, named, name);
  }
  return acceptsSuggestions ? 0 : later.length;
};

/** Stages all users. Returns how many names need a decision. */
export const stagePeople = async (
  staging: Staging,
  rows: AsyncIterable<ForeignRow>,
  choices: NameChoices,
): Promise<number> => {
  for await (const row of rows) stage(staging, row);
  return nameAll(staging, choices);
};
