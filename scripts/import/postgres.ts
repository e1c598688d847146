import pg from 'pg';
import { UserError } from '../command.ts';
import type { Foreign, ForeignRow } from './foreign.ts';

const rowsAtOnce = 2_000;
const connectMs = 10_000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const withoutPassword = (address: string): string => {
  const url = new URL(address);
  url.password = '';
  url.search = '';
  return url.href;
};

/**
 * A PostgreSQL database, read in one transaction that sees one moment and writes nothing. @throws UserError if it
 * cannot be opened
 */
export const openPostgres = async (address: string, schema: string): Promise<Foreign> => {
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: connectMs,
    application_name: 'parley import',
  });
  try {
    await client.connect();
  } catch (error) {
    throw new UserError(`${withoutPassword(address)} does not answer: ${(error as Error).message}`);
  }
  await client.query("SET timezone = 'UTC'; SET datestyle = 'ISO'; SET client_encoding = 'UTF8'");
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');

  async function* rows(
    table: string,
    columns: Readonly<Record<string, string>>,
  ): AsyncGenerator<ForeignRow> {
    const list = Object.entries(columns).map(
      ([as, name]) => `${quoted(name)}::text AS ${quoted(as)}`,
    );
    const from = `${quoted(schema)}.${quoted(table)}`;
    await client.query(`DECLARE part NO SCROLL CURSOR FOR SELECT ${list.join(', ')} FROM ${from}`);
    let count = rowsAtOnce;
    while (count === rowsAtOnce) {
      const found = await client.query<ForeignRow>(`FETCH ${rowsAtOnce} FROM part`);
      count = found.rows.length;
      yield* found.rows;
    }
    await client.query('CLOSE part');
  }

  return {
    name: withoutPassword(address),
    tables: async () => {
      const found = await client.query<{ table_name: string; column_name: string }>(
        `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = $1
         ORDER BY table_name, ordinal_position`,
        [schema],
      );
      const tables = new Map<string, string[]>();
      for (const { table_name: table, column_name: column } of found.rows) {
        tables.set(table, [...(tables.get(table) ?? []), column]);
      }
      if (tables.size === 0) throw new UserError(`there is no table in the schema ${schema}`);
      return tables;
    },
    rows,
    close: () => client.end(),
  };
};
