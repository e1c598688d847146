import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteItemCommand,
  ListTablesCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSort } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { readManifest } from '#scripts/archive/archive-folder.ts';
import { writeArchive } from '#scripts/archive/write-archive.ts';
import { manyMessages } from '#test/support/archive/many-messages.ts';
import { hasCapability } from '#test/support/capabilities.ts';
import { endOf } from '#test/support/commands/started-command.ts';
import { commandsOn, dataStage } from '#test/support/ministack/data-stage.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '#test/support/ministack/ministack.ts';
import { newDataFolder } from '#test/support/parley-process.ts';

const canRun = hasCapability('backups of a stage on MiniStack', await miniStackMissing());
const folders: { path: string; remove: () => void }[] = [];
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};
const stage = 'localstack';
const backup = 'scripts/backup/backup.ts';
const restore = 'scripts/backup/restore.ts';

describe.skipIf(!canRun)('backups of a stage', () => {
  let server: MiniStack;
  beforeAll(async () => {
    server = await startMiniStack();
  });
  afterAll(async () => {
    await server?.stop();
    for (const { remove } of folders) remove();
  });
  const { begin, run } = commandsOn(() => server.endpoint);
  const acceptChanges = () => run('scripts/read-only/read-only.ts', '--off', '--stage', stage);

  it('a backup becomes another stage, also when backup and restore are killed once', async () => {
    const [archive, copy] = [newFolder(), newFolder()];
    const { source } = manyMessages(6_000, null);
    const { manifest } = await writeArchive(source, archive, { now: 0, say: () => undefined });
    await dataStage(server.endpoint, { hasFunction: true });
    await run(restore, '--stage', stage, '--from', archive);

    const options = ['--stage', stage, '--to', copy] as const;
    const unsure = await run(backup, ...options);
    const killed = begin(backup, ...options, '--yes');
    const checkpoint = join(copy, 'checkpoint.json');
    await expect.poll(() => existsSync(checkpoint), { interval: 5 }).toBe(true);
    killed.kill();
    await killed.exited;
    const backedUp = await run(backup, ...options);
    const twice = await run(backup, ...options);
    const changed = await acceptChanges();

    expect(unsure.output).toContain('nobody to ask: pass --yes');
    expect(backedUp).toMatchObject({ code: 0 });
    expect(backedUp.output).toContain('goes on after an interruption');
    expect(backedUp.output).toContain('localstack accepts changes');
    expect(twice.output).toContain('has a backup already');
    expect(changed.output).toContain('0 of 1 functions changed');
    expect(readManifest(copy).files).toEqual(manifest.files);

    await dataStage(server.endpoint);
    const into = ['--stage', stage, '--from', copy] as const;
    const stopped = begin(restore, ...into);
    await expect.poll(stopped.output, { interval: 5 }).toContain('people: 2');
    stopped.kill();
    await stopped.exited;
    const restored = await run(restore, ...into);
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.output).toContain('goes on after an interruption');
    expect(restored.output).toContain('localstack has 2 users and 6000 messages');
    expect((await run(restore, ...into)).output).toContain('has data already');
    expect((await run(restore, ...into, '--replace')).output).toMatch(/must have no users/);
  });

  it('a backup of two moments is refused; a stage that was read-only before stays so', async () => {
    const [archive, half, whole] = [newFolder(), newFolder(), newFolder()];
    const { source } = manyMessages(6_000, null);
    await writeArchive(source, archive, { now: 0, say: () => undefined });
    await dataStage(server.endpoint, { hasFunction: true, isReadOnly: true });
    await run(restore, '--stage', stage, '--from', archive);

    const killed = begin(backup, '--stage', stage, '--to', half);
    const checkpoint = join(half, 'checkpoint.json');
    await expect.poll(() => existsSync(checkpoint), { interval: 5 }).toBe(true);
    killed.kill();
    await killed.exited;
    const isHalf = !JSON.parse(readFileSync(checkpoint, 'utf8')).isRead;
    const made = await run(backup, '--stage', stage, '--to', whole);
    const off = await acceptChanges();
    const mixed = await run(backup, '--stage', stage, '--to', half, '--yes');

    expect(isHalf).toBe(true);
    expect(made).toMatchObject({ code: 0 });
    expect(made.output).not.toContain('accepts changes');
    expect(off.output).toContain('1 of 1 functions changed');
    expect(mixed).toMatchObject({ code: 1 });
    expect(mixed.output).toMatch(/accepted changes after the interruption/);
  });

  it('a drill compares the table with a restored copy, goes on when it was killed, and deletes the copy', async () => {
    const archive = newFolder();
    const { source, talk } = manyMessages(1_500, null);
    await writeArchive(source, archive, { now: 0, say: () => undefined });
    const { table, client } = await dataStage(server.endpoint);
    await run(restore, '--stage', stage, '--from', archive);
    const drill = (...more: string[]) => begin('scripts/drill/drill.ts', '--stage', stage, ...more);
    const tables = async () => (await client.send(new ListTablesCommand())).TableNames ?? [];

    const unprotected = await endOf(drill());
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await client.send(
      new UpdateContinuousBackupsCommand({ TableName: table, PointInTimeRecoverySpecification }),
    );
    const killed = drill();
    await expect.poll(killed.output, { interval: 5 }).toContain('has the data of');
    killed.kill();
    await killed.exited;
    const kept = await endOf(drill());
    expect(await tables()).toContain(`${table}-drill`);
    const lost = { PK: { S: `CONV#${talk}` }, SK: { S: messageSort(700) } };
    await client.send(new DeleteItemCommand({ TableName: `${table}-drill`, Key: lost }));
    const damaged = await endOf(drill('--yes'));
    const left = await tables();
    const whole = await endOf(drill('--yes'));

    expect(unprotected.output).toContain('no point-in-time recovery');
    expect(kept).toMatchObject({ code: 1 });
    expect(kept.output).toContain('goes on with');
    expect(kept.output).toMatch(/messages +1500 +1500/);
    expect(kept.output).toContain('1 conversations are equal');
    expect(kept.output).toContain('stays. Repeat with --yes');
    expect(damaged).toMatchObject({ code: 1 });
    expect(damaged.output).toContain('the copy has 1499 messages, and must have 1500');
    expect(damaged.output).toContain('has other content');
    expect(left).toContain(table);
    expect(left).not.toContain(`${table}-drill`);
    expect(whole).toMatchObject({ code: 0 });
  });
});
