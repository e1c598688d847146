import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../../support/client.ts';
import { newDataFolder, startParley } from '../../../support/parley-process.ts';

const run = promisify(execFile);

/** A data folder with one message. */
const setup = async () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const parley = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(parley.url);
  const [ada, bob] = [await client.register(), await client.register()];
  await client.send(ada, bob, 'Hello');
  await parley.stop();
  const sql = (text: string): void => {
    const db = new DatabaseSync(join(data.path, 'parley.db'));
    db.exec(text);
    db.close();
  };
  return { folder: data.path, sql };
};

describe('npm run doctor', () => {
  const doctor = async (...args: string[]) => {
    const flags = ['--disable-warning=ExperimentalWarning', 'scripts/doctor/doctor.ts'];
    try {
      const { stdout } = await run(process.execPath, [...flags, ...args]);
      return { code: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  };

  test('examines, asks before it mends, and mends', async () => {
    const { folder, sql } = await setup();
    const fine = await doctor('--data', folder);
    sql('UPDATE members SET unread = unread + 1');
    const found = await doctor('--data', folder);
    const asked = await doctor('--data', folder, '--mend');
    const mended = await doctor('--data', folder, '--mend', '--yes');

    expect(fine).toEqual({ code: 0, output: `${folder} is in order\n` });
    expect(found.code).toBe(1);
    expect(found.output).toMatch(/^- 2 members have .+\n {2}--mend counts them again\n$/);
    expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('pass --yes') });
    expect(mended.code).toBe(0);
    expect(mended.output).toContain(`1 of 1 mended\n${folder} is in order\n`);
  });

  test('only examines a running Parley, and refuses what is no data of this version', async () => {
    const { folder, sql } = await setup();
    const parley = await startParley(['--data', folder, '--api-only']);
    const running = await doctor('--data', folder);
    const refused = await doctor('--data', folder, '--mend', '--yes');
    await parley.stop();
    sql('PRAGMA user_version = 3');
    const older = await doctor('--data', folder);
    const none = await doctor('--data', join(folder, 'none'));

    expect(running).toEqual({ code: 0, output: `${folder} is in order\n` });
    expect(refused.output).toMatch(/^doctor: another Parley is running on .+: stop it first\n$/);
    expect(older.output).toMatch(/^doctor: the data file has version 3: start this Parley once/);
    expect(none.output).toMatch(/^doctor: there is no data file in /);
    expect([refused, older, none].map(({ code }) => code)).toEqual([1, 1, 1]);
  });
});
