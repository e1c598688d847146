import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startProgram } from '#functions/adapters/local/child-program.ts';
import { backUpToFolder, backupsIn } from '#local/backup/back-up-to-folder.ts';
import { dataFile, storedFiles } from '#local/backup/data-file.ts';
import { makeUploads, note } from '../../../support/attachments.ts';
import { makeClient } from '../../../support/client.ts';
import { newDataFolder, startParley } from '../../../support/parley-process.ts';

const run = promisify(execFile);
const newFolder = (): string => {
  const folder = newDataFolder();
  onTestFinished(folder.remove);
  return folder.path;
};

/** A data folder with two users, a message and an attachment, and the running server. */
const setup = async (...args: string[]) => {
  const data = newFolder();
  const parley = await startParley(['--data', data, '--api-only', ...args]);
  onTestFinished(async () => void (await parley.stop()));
  const client = makeClient(parley.url);
  const [ada, bob] = [await client.register(), await client.register()];
  await client.send(ada, bob, 'Hello');
  const attach = (text: string) => makeUploads(client).attach(ada, note(text));
  const attachment = await attach('Note G');
  return { data, parley, client, ada, bob, attach, attachment };
};
const program = new URL('../../../../local/backup/backup-process.ts', import.meta.url);
const start = (plan: object) =>
  startProgram<{ failed?: string }>(program, [JSON.stringify(plan)], {
    isLow: false,
    maxHeapMb: 256,
  });
/** Starts a backup that waits, with its draft, at an attachment that is a pipe. Returns it and its end. */
const startHeld = async (plan: { data: string; to: string }) => {
  const pipe = join(plan.data, storedFiles, randomUUID());
  execFileSync('mkfifo', [pipe]);
  const { result, stop } = start(plan);
  const ended = expect(result).rejects.toThrow();
  await expect.poll(() => existsSync(join(plan.to, '.draft', dataFile))).toBe(true);
  return async (): Promise<void> => {
    stop();
    await ended;
    rmSync(pipe);
  };
};

test('a scheduled backup is made, restored as a trial, reported, and can be restored', async () => {
  const to = newFolder();
  const { data, parley, client, bob, attachment } = await setup(
    ...['--backup-every', '24h', '--backup-to', to],
  );

  await expect
    .poll(() => parley.output())
    .toMatch(
      /^Backup \S+ restored as a trial: 2 users, 1 messages, 1 attachments, 1 of them new$/m,
    );
  const { body: health } = await client.call('GET', '/health');
  const [name = ''] = backupsIn(to);
  const other = join(newFolder(), 'data');
  const flags = ['--disable-warning=ExperimentalWarning', 'scripts/backup/restore.ts'];
  await run(process.execPath, [...flags, '--from', to, '--data', other]);
  const second = await startParley(['--data', other, '--api-only']);
  onTestFinished(async () => void (await second.stop()));
  const { username, password } = bob;
  const there = makeClient(second.url);
  const signedIn = await there.call('POST', '/users/login', { json: { username, password } });

  expect(health).toMatchObject({ status: 'ok', backup: 'ok' });
  expect(readdirSync(to).sort()).toEqual([name, 'lock.db'].sort());
  expect(readdirSync(join(to, name)).sort()).toEqual(['backup.json', 'files', 'parley.db']);
  expect(readFileSync(join(other, 'files/att', attachment), 'utf8')).toBe('Note G');
  expect(signedIn.status).toBe(200);
  expect(existsSync(join(data, 'last-backup.json'))).toBe(true);
});

test('a failed backup is logged and in the health', async () => {
  const parent = newFolder();
  writeFileSync(join(parent, 'file'), '');
  const { parley, client } = await setup(
    ...['--backup-every', '1h', '--backup-to', join(parent, 'file', 'backups')],
  );

  await expect.poll(() => parley.output()).toMatch(/^backup failed: /m);
  expect((await client.call('GET', '/health')).body).toMatchObject({ backup: 'failed' });
});

test('each backup is complete, shares unchanged attachments with the one before, and old ones go', async () => {
  const { data, attach, attachment } = await setup();
  const to = newFolder();
  const make = async () => {
    const made = await backUpToFolder({ data, to, keep: 2 });
    // Names have whole seconds.
    await expect
      .poll(() => new Date().toISOString().slice(0, 19))
      .not.toBe(made.name.replace(/T(\d\d)-(\d\d)-(\d\d)Z/, 'T$1:$2:$3'));
    return made;
  };
  const first = await make();
  const added = await attach('Note H');
  const second = await make();
  const third = await make();
  const inodes = [second, third].map(
    ({ name }) => statSync(join(to, name, 'files/att', attachment)).ino,
  );

  expect([first, second, third].map(({ copied, attachments }) => [copied, attachments])).toEqual([
    [1, 1],
    [1, 2],
    [0, 2],
  ]);
  expect(new Set(inodes).size).toBe(1);
  expect(backupsIn(to)).toEqual([second.name, third.name]);
  expect(readFileSync(join(to, third.name, 'files/att', added), 'utf8')).toBe('Note H');
});

test('a kill leaves nothing that looks like a backup, and the next one removes it', async () => {
  const { data } = await setup();
  const to = newFolder();
  const plan = { data, to, keep: 2 };
  const kill = await startHeld(plan);
  await kill();
  const left = backupsIn(to);
  const { name } = await backUpToFolder(plan);

  expect(left).toEqual([]);
  expect(readdirSync(to).sort()).toEqual([name, 'lock.db'].sort());
});

test('two backups into one folder never run at once', async () => {
  const { data } = await setup();
  const to = newFolder();
  const plan = { data, to, keep: 2 };
  const kill = await startHeld(plan);

  await expect(backUpToFolder(plan)).rejects.toThrow(/another Parley makes a backup/);
  await kill();
  await backUpToFolder(plan);
  expect(backupsIn(to)).toHaveLength(1);
});
