import { closeSync, openSync, writeSync } from 'node:fs';
import { messageId } from '../../functions/core/domain/message-id.ts';
import type { Staging } from './staging.ts';

const shown = 5;

/** In the order of the report. */
const headings: Readonly<Record<string, string>> = {
  name: 'names that collide or are not allowed',
  password: 'users whose password hash cannot be used',
  member: 'members that do not exist',
  conversation: 'conversations that are left out',
  message: 'messages that are left out',
  'long message': 'messages that become several',
  file: 'files that are missing or not allowed',
  'renamed file': 'files with another name or type',
};

const count = (staging: Staging, sql: string, ...values: string[]): number =>
  Number(Object.values(staging.get(sql, ...values) ?? {})[0] ?? 0);

/** What was found, and what of it is not imported or not as it was: the first ones of each. */
export const printReport = (staging: Staging, problemsFile: string): void => {
  const of = (table: string, where = 'true') =>
    count(staging, `SELECT count(*) FROM ${table} WHERE ${where}`);
  console.log(
    `${of('people')} users (${of('people', 'is_active = 0')} deactivated), ${of('pairs')} conversations, ` +
      `${of('letters')} messages (${of('letters', 'deleted IS NOT NULL')} deleted, ${of('letters', 'is_read = 0 AND deleted IS NULL')} unread), ` +
      `${of('files', 'letter IS NOT NULL')} attachments`,
  );
  const ignored = JSON.parse(staging.fact('ignored') ?? '[]') as string[];
  if (ignored.length > 0) console.log(`not imported: ${ignored.join(', ')}`);
  for (const [what, heading] of Object.entries(headings)) {
    const sql = 'SELECT old, note FROM problems WHERE what = ? LIMIT ?';
    const found = staging.all(sql, what, shown) as { old: string; note: string }[];
    if (found.length === 0) continue;
    const all = count(staging, 'SELECT count(*) FROM problems WHERE what = ?', what);
    console.log(`${heading}: ${all}`);
    for (const { old, note } of found) console.log(`  ${old}: ${note}`);
    if (all > shown) console.log(`  and ${all - shown} more in ${problemsFile}`);
  }
};

const field = (value: unknown): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const writeCsv = (path: string, header: string, lines: Iterable<readonly unknown[]>): void => {
  const file = openSync(path, 'w', 0o600);
  let buffer = `${header}\n`;
  for (const line of lines) {
    buffer += `${line.map(field).join(',')}\n`;
    if (buffer.length < 64 * 1024) continue;
    writeSync(file, buffer);
    buffer = '';
  }
  writeSync(file, buffer);
  closeSync(file);
};

export const writeProblems = (staging: Staging, path: string): void => {
  const rows = staging.each('SELECT what, old, note FROM problems') as Iterable<
    Record<string, string>
  >;
  writeCsv(
    path,
    'what,id,note',
    map(rows, ({ what, old, note }) => [what, old, note]),
  );
};

function* map<T, R>(values: Iterable<T>, to: (value: T) => R): Generator<R> {
  for (const value of values) yield to(value);
}

function* idsOf(staging: Staging): Generator<readonly unknown[]> {
  const rows = (sql: string) => staging.each(sql) as Iterable<Record<string, string>>;
  for (const { old, id } of rows('SELECT old, id FROM people')) yield ['user', old, id];
  const talks = 'SELECT old, pair FROM talks WHERE pair IS NOT NULL';
  for (const { old, pair } of rows(talks)) yield ['conversation', old, pair];
  const letters = staging.each('SELECT old, pair, seq FROM letters WHERE part = 0');
  for (const { old, pair, seq } of letters) {
    yield ['message', old, messageId(pair as string, seq as number)];
  }
  const files = 'SELECT old, id FROM files WHERE letter IS NOT NULL';
  for (const { old, id } of rows(files)) yield ['attachment', old, id];
}

/** The new id of each id of the other system, for clients and scripts that have stored some. */
export const writeIds = (staging: Staging, path: string): void =>
  writeCsv(path, 'what,old,new', idsOf(staging));
