import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from '../../functions/contracts/archive/manifest.ts';
import type { ArchiveSource } from '../../functions/core/ports/archive.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { lockFolder } from '../../local/lock.ts';
import { UserError } from '../command.ts';
import { givePasswords, passwordsGiven } from '../give-passwords.ts';
import { isReadOnly, setReadOnly } from '../read-only/one-process.ts';
import { setStageReadOnly } from '../read-only/stage.ts';
import { isArchive } from './archive-folder.ts';
import { openDataFolder, restoreDataFolder } from './data-folder.ts';
import { exportInto } from './export-into.ts';
import { progress } from './progress.ts';
import { restoreArchive } from './restore-archive.ts';
import { outputsOfStage, stageSource, stageTarget } from './stage.ts';

/** An archive from before the source became read-only lacks what was written since. */
const refuseOld = (folder: string, wasReadOnly: boolean): void => {
  if (wasReadOnly || !isArchive(folder)) return;
  throw new UserError(`${folder} has an archive from before: remove it, or name another folder`);
};

/** Uses the complete archive of an interrupted move. */
const exportOnce = async (source: ArchiveSource, folder: string): Promise<void> => {
  if (isArchive(folder)) await source.close();
  else await exportInto(source, folder);
};

const tell = (to: string, { files }: Manifest): void => {
  const { people, messages, blobs } = files;
  console.log(`${to} has ${people.count} users, ${messages.count} messages, ${blobs.count} files:`);
  console.log('every record was compared with the archive.');
};

/** From one process to a new stage. Repeated after an interruption, it goes on. */
export const moveUp = async (data: string, stage: string, archive: string): Promise<void> => {
  const folder = resolve(archive);
  const outputs = await outputsOfStage(stage);
  refuseOld(folder, isReadOnly(data));
  await setReadOnly(data, true);
  console.log(`${data} is read-only`);
  await exportOnce(openDataFolder(data), folder);
  tell(stage, await restoreArchive(stageTarget(stage, outputs), folder, progress()));
  console.log('People sign in again, with their passwords.');
  console.log(
    `${data} stays read-only. To return to it: npm run read-only -- --off --data ${data}`,
  );
};

/** From a stage to a new data folder. Repeated after an interruption, it goes on. */
export const moveDown = async (stage: string, data: string, archive: string): Promise<void> => {
  const folder = resolve(archive);
  const target = resolve(data);
  if (existsSync(join(target, 'parley.db'))) {
    throw new UserError(`${data} has data already: name a new data folder`);
  }
  const outputs = await outputsOfStage(stage);
  const changed = await setStageReadOnly(stage, true);
  refuseOld(folder, changed === 0);
  console.log(`${stage} is read-only`);
  await exportOnce(stageSource(stage, outputs), folder);
  makeFolder(target);
  const unlock = lockFolder(target);
  const passwords = join(target, 'passwords.csv');
  try {
    tell(data, await restoreDataFolder(folder, target, progress()));
    console.log(
      `If this is killed from here on: npm run users -- give-passwords --data ${data} --to ${passwords}`,
    );
    console.log(passwordsGiven(await givePasswords(data, passwords), passwords));
  } finally {
    unlock();
  }
  console.log('Everybody signs in again.');
  console.log(
    `${stage} stays read-only. To return to it: npm run read-only -- --off --stage ${stage}`,
  );
};
