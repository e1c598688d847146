import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backUpToFolder } from '#local/backup/back-up-to-folder.ts';
import { lastBackup } from '#local/backup/last-backup.ts';
import { makeUploads, note } from '#test/support/attachments.ts';
import { makeClient } from '#test/support/client.ts';
import { endOf, startCommand } from '#test/support/commands/started-command.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const folders: { path: string; remove: () => void }[] = [];
afterAll(() => {
  for (const { remove } of folders) remove();
});
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};
const run = (file: string, ...args: string[]) => endOf(startCommand(file, args));
const drill = (...args: string[]) => run('scripts/drill/drill.ts', ...args);

test('a drill restores the last backup beside the data, and finds what is wrong in one', async () => {
  const [data, backups, copy, archive] = [newFolder(), newFolder(), newFolder(), newFolder()];
  const parley = await startParley(['--data', data, '--api-only']);
  const client = makeClient(parley.url);
  const { ada, bob } = await client.pair();
  const file = await makeUploads(client).attach(ada, note());
  const json = { receiver_id: bob.id, text: 'a file', attachment_ids: [file] };
  await client.call('POST', '/messages', { token: ada.token, json });

  const unknown = await drill('--data', data);
  const { name } = await backUpToFolder({ data, to: backups, keep: 2 });
  lastBackup.write(data, { to: backups, madeAt: 1, failed: null, endedAt: 1 });
  await run('scripts/backup/backup.ts', '--data', data, '--to', copy);
  await run('scripts/archive/export.ts', '--all', '--data', data, '--to', archive);
  // The server's check in the background may end meanwhile.
  const files = () => readdirSync(data).filter((entry) => entry !== 'check.json');
  const before = files();
  const scheduled = await drill('--data', data);
  const others = [
    await drill('--data', data, '--from', copy),
    await drill('--data', data, '--from', archive),
  ];
  expect(files().sort()).toEqual(before.sort());
  rmSync(join(copy, 'files/att', file));
  const lacking = await drill('--data', data, '--from', copy);
  writeFileSync(join(backups, name, 'parley.db'), 'damage', { flag: 'a' });
  const changed = await drill('--data', data);
  await parley.stop();

  expect(unknown.output).toContain('--from must name a backup');
  expect(scheduled).toMatchObject({ code: 0 });
  expect(scheduled.output).toContain(name);
  for (const { code, output } of [scheduled, ...others]) {
    expect(code).toBe(0);
    expect(output).toContain('2 users, 1 messages');
    expect(output).toContain('finds nothing wrong');
  }
  expect(lacking).toMatchObject({ code: 1 });
  expect(lacking.output).toContain(`attachment ${file} is missing in the restored copy`);
  expect(changed).toMatchObject({ code: 1 });
  expect(changed.output).toContain('has other bytes than when it was made');
  expect(existsSync(join(data, '.drill'))).toBe(false);
});
