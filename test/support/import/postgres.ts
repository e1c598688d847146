import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../processes.ts';
import type { System } from './systems.ts';

const debian = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL of Debian, or of `PARLEY_POSTGRES_BIN`. */
const binaries = (): string | null => {
  const named = process.env['PARLEY_POSTGRES_BIN'];
  if (named) return named;
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  const folders = versions.sort((a, b) => b - a).map((one) => join(debian, String(one), 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
};

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: string): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));

const identity = (): { uid: number; gid: number } | null => {
  if (!isRoot) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return null;
  }
};

/** Why no PostgreSQL can be started here, or null. */
export const postgresMissing = (): string | null =>
  binaries() && identity() ? null : 'it needs PostgreSQL (Debian: apt-get install postgresql)';

export interface Postgres {
  /** Creates a database with this system; returns its address. */
  create(name: string, system: System): Promise<string>;
  connect(address: string): Promise<pg.Client>;
  stop(): void;
}

/** A private server on the loopback interface, in a temporary folder. */
export const startPostgres = async (): Promise<Postgres> => {
  const [bin, owner] = [binaries(), identity()];
  if (!bin || !owner) throw new Error('PostgreSQL is missing');
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
  chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { ...(isRoot && owner), cwd: folder, stdio: 'ignore' });
  run(
    'initdb',
    '-D',
    data,
    '-U',
    'parley',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
    '--no-locale',
  );
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  const addressOf = (name: string) => `postgres://parley@127.0.0.1:${port}/${name}`;

  const connect = async (address: string): Promise<pg.Client> => {
    const client = new pg.Client(address);
    await client.connect();
    return client;
  };
  const withClient = async (address: string, use: (client: pg.Client) => Promise<unknown>) => {
    const client = await connect(address);
    await use(client).finally(() => client.end());
  };

  return {
    connect,
    create: async (name, { ddl, tables }) => {
      await withClient(addressOf('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
      await withClient(addressOf(name), async (client) => {
        await client.query(ddl);
        for (const [table, [columns = [], ...rows]] of Object.entries(tables)) {
          const places = columns.map((_, index) => `$${index + 1}`).join(', ');
          const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
          for (const row of rows) await client.query(sql, [...row]);
        }
      });
      return addressOf(name);
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
