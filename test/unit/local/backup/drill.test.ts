import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { drill, sizeOf } from '#local/backup/drill.ts';
import { newDataFolder } from '../../../support/parley-process.ts';

const id = '0b0b7a0e-2f4e-4a86-8a55-3f3f5d6f8c11';

/** A data folder with one user and one attachment, and a backup of it. */
const setup = async () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const [server, from] = ['server', 'backup'].map((name) => join(data.path, name)) as [
    string,
    string,
  ];
  mkdirSync(join(server, 'files/att'), { recursive: true });
  const db = new Database(join(server, 'parley.db'));
  await db.write(() => {
    db.run(
      `INSERT INTO users (id, username, folded, is_active, is_finished, valid_after, online_until,
         created_at, updated_at) VALUES ('ann', 'ann', 'ann', 1, 1, 0, 0, 0, 0)`,
    );
    db.run(
      `INSERT INTO attachments (id, owner_id, filename, mime, size_bytes, state, created_at, expires_at)
       VALUES (?, 'ann', 'a.txt', 'text/plain', 5, 'complete', 0, 0)`,
      id,
    );
  });
  db.close();
  writeFileSync(join(server, 'files/att', id), 'bytes');
  cpSync(server, from, { recursive: true });
  const file = join(from, 'files/att', id);
  const plan = {
    from,
    scratch: join(data.path, 'scratch'),
    expected: { users: 1, messages: 0 },
    original: join(server, 'files/att'),
    sizeInBackup: (name: string) => sizeOf(join(from, 'files/att', name)),
  };
  return { plan, file, original: join(server, 'files/att', id) };
};

test('a complete backup passes, and leaves no scratch folder', async () => {
  const { plan } = await setup();

  expect(await drill(plan)).toEqual({ missing: 0 });
  expect(existsSync(plan.scratch)).toBe(false);
});

test('a backup that lacks an attachment, or has another size, fails', async () => {
  const { plan, file } = await setup();
  writeFileSync(file, 'byte');
  await expect(drill(plan)).rejects.toThrow(`attachment ${id} is missing`);
  rmSync(file);

  await expect(drill(plan)).rejects.toThrow(`attachment ${id} is missing`);
  expect(existsSync(plan.scratch)).toBe(false);
});

test('an attachment that the server has lost is counted', async () => {
  const { plan, file, original } = await setup();
  for (const lost of [file, original]) rmSync(lost);

  expect(await drill(plan)).toEqual({ missing: 1 });
});

test('a backup with other counts fails', async () => {
  const { plan } = await setup();

  await expect(drill({ ...plan, expected: { users: 2, messages: 0 } })).rejects.toThrow(
    'the restored copy has 1 users and 0 messages, not 2 and 0',
  );
});
