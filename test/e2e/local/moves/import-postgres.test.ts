import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCapability } from '#test/support/capabilities.ts';
import { makeClient } from '#test/support/client.ts';
import { killWhen } from '#test/support/commands/started-command.ts';
import { type Postgres, postgresMissing, startPostgres } from '#test/support/import/postgres.ts';
import { beginImport, runImport } from '#test/support/import/run-import.ts';
import {
  conversations,
  mailbox,
  passwords,
  type System,
  writeCsvFiles,
} from '#test/support/import/systems.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const folders: { path: string; remove: () => void }[] = [];
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};

const isInstalled = hasCapability('import from PostgreSQL', postgresMissing());
describe.runIf(isInstalled)('import from PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => {
    postgres.stop();
    for (const { remove } of folders) remove();
  });

  const systems = { mailbox, conversations };
  test.each(Object.entries<System>(systems))(
    'a %s service gives what its CSV files give',
    async (name, system) => {
      const [csv, one, other] = [newFolder(), newFolder(), newFolder()];
      writeCsvFiles(system, csv);
      const address = await postgres.create(`small_${name}`, system);

      const rest = ['--accept-names', '--only-archive', '--work'];
      const direct = await runImport('--from', address, ...rest, one);
      const byFiles = await runImport('--from', csv, ...rest, other);

      expect(direct).toMatchObject({ code: 0 });
      expect(byFiles).toMatchObject({ code: 0 });
      const filesOf = (work: string) =>
        JSON.parse(readFileSync(join(work, 'archive/manifest.json'), 'utf8')).files;
      expect(filesOf(one)).toEqual(filesOf(other));
      expect(filesOf(one).messages.count).toBeGreaterThan(4);
    },
  );

  test('an import that is killed leaves no data file, and goes on', async () => {
    const address = await postgres.create('large', mailbox);
    const client = await postgres.connect(address);
    const count = 20_000;
    await client.query(
      `INSERT INTO messages (id, sender_id, receiver_id, text, is_read, created_at)
       SELECT 100 + g, a.id, b.id, 'message ' || g, g % 2 = 0, timestamp '2024-03-01' + g * interval '1 second'
       FROM generate_series(1, ${count}) g, users a, users b WHERE a.username = 'Ann' AND b.username = 'bob'`,
    );
    await client.end();
    const [work, data] = [newFolder(), newFolder()];
    const options = ['--from', address, '--accept-names', '--work', work, '--data', data];

    for (const path of [join(work, 'archive'), join(data, 'parley.db.restore')]) {
      await killWhen(beginImport(...options), () => existsSync(path));
      expect(existsSync(join(data, 'parley.db'))).toBe(false);
    }
    const imported = await runImport(...options);

    expect(imported).toMatchObject({ code: 0 });
    const parley = await startParley(['--data', data, '--api-only']);
    const { call } = makeClient(parley.url);
    const json = { username: 'bob', password: passwords.bob };
    const { body } = await call('POST', '/users/login', { json });
    const inbox = await call('GET', '/messages/inbox?unread_only=true&order=desc', {
      token: body.access_token,
    });
    expect(inbox.body.total).toBe(count / 2 + 2);
    expect(inbox.body.items[0].text).toBe(`message ${count - 1}`);
    await parley.stop();
  });
});
