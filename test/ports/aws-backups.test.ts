import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { backUpToS3, backupsOf, fetchFromS3 } from '#local/backup/back-up-to-s3.ts';
import { checkedCounts } from '#local/backup/data-file.ts';
import { openBucket } from '#local/backup/s3-bucket.ts';
import { Database } from '../../functions/adapters/local/sqlite/database.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '../support/ministack/ministack.ts';
import { newDataFolder } from '../support/parley-process.ts';

const canRun = hasCapability('backups to S3 on MiniStack', await miniStackMissing());
const id = (n: number): string => `0b0b7a0e-2f4e-4a86-8a55-3f3f5d6f8c1${n}`;
const settings = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

describe.skipIf(!canRun)('backups in a bucket', () => {
  let server: MiniStack;
  const before = { ...process.env };
  const to = 's3://backups/home';

  beforeAll(async () => {
    server = await startMiniStack();
    Object.assign(process.env, settings, { AWS_ENDPOINT_URL: server.endpoint });
    const client = new S3Client({ forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'backups' }));
    client.destroy();
  });
  afterAll(async () => {
    await server?.stop();
    process.env = before;
  });

  const newFolder = (): string => {
    const folder = newDataFolder();
    onTestFinished(folder.remove);
    return folder.path;
  };
  const attachments = (data: string) => join(data, 'files/att');
  const newData = async (): Promise<{ data: string; attach: (n: number) => Promise<void> }> => {
    const data = newFolder();
    mkdirSync(attachments(data), { recursive: true });
    const db = new Database(join(data, 'parley.db'));
    onTestFinished(() => db.close());
    await db.write(() =>
      db.run(
        `INSERT INTO users (id, username, folded, is_active, is_finished, valid_after, online_until,
           created_at, updated_at) VALUES ('ann', 'ann', 'ann', 1, 1, 0, 0, 0, 0)`,
      ),
    );
    const attach = async (n: number): Promise<void> => {
      writeFileSync(join(attachments(data), id(n)), `bytes ${n}`);
      await db.write(() =>
        db.run(
          `INSERT INTO attachments (id, owner_id, filename, mime, size_bytes, state, created_at,
             expires_at) VALUES (?, 'ann', 'a.txt', 'text/plain', 7, 'complete', 0, 0)`,
          id(n),
        ),
      );
    };
    return { data, attach };
  };
  /** Names have whole seconds. */
  const nextSecond = () => {
    const second = () => new Date().toISOString().slice(0, 19);
    const now = second();
    return expect.poll(second).not.toBe(now);
  };

  test('each is complete, uploads new attachments only, and can be fetched; old ones go', async () => {
    const { data, attach } = await newData();
    const bucket = openBucket({ bucket: 'backups', prefix: 'home/' });
    await attach(1);
    const first = await backUpToS3({ data, to, keep: 1 });
    await nextSecond();
    await attach(2);
    // Deleted with its message: no backup needs it any more.
    rmSync(join(attachments(data), id(1)));
    // What a killed backup leaves.
    await bucket.putText('2020-01-01T00-00-00Z/parley.db', 'half');
    const second = await backUpToS3({ data, to, keep: 1 });
    const names = [...(await bucket.list()).keys()];
    const copy = newFolder();
    const fetched = await fetchFromS3(to, copy);

    expect([first, second].map(({ copied, missing }) => [copied, missing])).toEqual([
      [1, 0],
      // Still there from the first, without being in the folder.
      [1, 0],
    ]);
    expect(names.sort()).toEqual([
      `${second.name}/backup.json`,
      `${second.name}/parley.db`,
      `attachments/${id(2)}`,
    ]);
    expect(fetched).toBe(second.name);
    expect(checkedCounts(join(copy, 'parley.db'))).toEqual({ users: 1, messages: 0 });
    expect(readFileSync(join(attachments(copy), id(2)), 'utf8')).toBe('bytes 2');
  });

  test('a large file is uploaded in parts and comes back with the same bytes', async () => {
    const bucket = openBucket({ bucket: 'backups', prefix: 'large/' });
    const [file, again] = [join(newFolder(), 'file'), join(newFolder(), 'again')];
    const bytes = Buffer.alloc(33 * 1024 * 1024, 'parley');
    writeFileSync(file, bytes);

    await bucket.putFile('file', file, bytes.length);
    await bucket.getFile('file', again);

    expect(readFileSync(again).equals(bytes)).toBe(true);
  });

  test('a bucket that does not exist is a failure that names it, and there is no backup', async () => {
    const { data } = await newData();

    await expect(backUpToS3({ data, to: 's3://none/x', keep: 1 })).rejects.toThrow(/bucket/i);
    await expect(fetchFromS3('s3://backups/empty', newFolder())).rejects.toThrow(/no backup/);
  });

  test('a backup without its manifest does not count', () => {
    const name = '2026-01-01T00-00-00Z';
    expect(backupsOf([`${name}/parley.db`, 'attachments/backup.json'])).toEqual([]);
    expect(backupsOf([`${name}/parley.db`, `${name}/backup.json`])).toEqual([name]);
  });
});
