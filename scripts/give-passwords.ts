import { open } from 'node:fs/promises';
import { resetPassword } from '#core/usecases/operator/operate-users.ts';
import { progress } from './archive/progress.ts';
import { localEnv, openHome } from './operator-ports.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * Sets a new random password for everybody who has none, and appends name and password to a file that only this
 * user may read. Each line is on the disk before its password is set: after an interruption the same call goes
 * on, and of two lines with one name the later is right. Returns how many people got one.
 */
export const givePasswords = async (data: string, path: string): Promise<number> => {
  const { closeDatabase, namesWithoutPassword } = await import(
    '../functions/adapters/local/index.ts'
  );
  const env = localEnv(data);
  const names = namesWithoutPassword(env);
  if (names.length === 0) return 0;
  const deps = await openHome(undefined, data);
  const file = await open(path, 'a', 0o600);
  try {
    if ((await file.stat()).size === 0) await file.appendFile('name,password\n');
    const say = progress();
    for (const [index, name] of names.entries()) {
      await resetPassword(deps, name, async (password) => {
        await file.appendFile(`${quoted(name)},${password}\n`);
        await file.sync();
      });
      say(`passwords: ${index + 1} of ${names.length}`);
    }
    return names.length;
  } finally {
    await file.close();
    closeDatabase(env);
  }
};

export const passwordsGiven = (count: number, path: string): string =>
  count === 0
    ? 'Everybody can sign in with the same password.'
    : `${count} people have a new password: ${path} has their names and passwords. Give each person theirs, who then sets another one in the settings, and delete the file.`;
