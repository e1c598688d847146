import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { UserError } from '../command.ts';
import type { Foreign, ForeignRow } from './foreign.ts';

const ending = '.csv';

async function* recordsOf(path: string): AsyncGenerator<readonly string[]> {
  const parser = createReadStream(path).pipe(parse({ bom: true }));
  try {
    for await (const record of parser) yield record as string[];
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}`);
  }
}

const headerOf = async (path: string): Promise<readonly string[]> => {
  for await (const record of recordsOf(path)) return record.map((name) => name.trim());
  throw new UserError(`${path} has no line with the names of the columns`);
};

/**
 * A folder with a file `TABLE.csv` for each table, whose first line names the columns: what `\copy TABLE to
 * TABLE.csv csv header` writes. An empty field is null.
 */
export const openCsv = (folder: string): Foreign => {
  const pathOf = (table: string): string => join(folder, table + ending);
  if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`);

  async function* rows(
    table: string,
    columns: Readonly<Record<string, string>>,
  ): AsyncGenerator<ForeignRow> {
    const header = await headerOf(pathOf(table));
    const places = Object.entries(columns).map(([as, name]) => [as, header.indexOf(name)] as const);
    let isHeader = true;
    for await (const record of recordsOf(pathOf(table))) {
      if (!isHeader) {
        yield Object.fromEntries(places.map(([as, place]) => [as, record[place] || null]));
      }
      isHeader = false;
    }
  }

  return {
    name: folder,
    tables: async () => {
      const files = readdirSync(folder).filter((file) => file.endsWith(ending));
      if (files.length === 0) throw new UserError(`there is no ${ending} file in ${folder}`);
      const tables = files.map((file) => file.slice(0, -ending.length));
      const headers = await Promise.all(tables.map((table) => headerOf(pathOf(table))));
      return new Map(tables.map((table, index) => [table, headers[index] ?? []]));
    },
    rows,
    close: async () => undefined,
  };
};
