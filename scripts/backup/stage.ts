import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ArchiveSource } from '../../functions/core/ports/archive.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { isArchive } from '../archive/archive-folder.ts';
import { exportInto, printArchive } from '../archive/export-into.ts';
import { progress } from '../archive/progress.ts';
import { restoreArchive } from '../archive/restore-archive.ts';
import { outputsOfStage, stageSource, stageTarget } from '../archive/stage.ts';
import { checkpointPath, readCheckpoint } from '../archive/write-archive.ts';
import { interruption, UserError } from '../command.ts';
import { confirmStage } from '../deploy/confirm.ts';
import { isStageReadOnly, setStageReadOnly } from '../read-only/stage.ts';

/** Exists while the backup in this folder keeps the stage read-only. */
const markOf = (folder: string): string => join(folder, 'read-only');

/** Ends at the next portion after Ctrl-C. */
const endsWith = (signal: AbortSignal, source: ArchiveSource): ArchiveSource => {
  const check = (): void => {
    if (signal.aborted) throw new UserError('interrupted: repeat the command');
  };
  return {
    ...source,
    read: async function* (options) {
      for await (const portion of source.read(options)) {
        check();
        yield portion;
      }
    },
    openBlob: (id) => {
      check();
      return source.openBlob(id);
    },
  };
};

const isHalfRead = (folder: string): boolean => readCheckpoint(folder)?.isRead === false;

/** Makes the stage read-only, if it is not and records are left to read. */
const begin = async (stage: string, folder: string, isSure: boolean): Promise<void> => {
  if (readCheckpoint(folder)?.isRead) return;
  if (await isStageReadOnly(stage)) return;
  if (isHalfRead(folder)) {
    throw new UserError(
      `${stage} accepted changes after the interruption, so that ${folder} would have records of two moments: remove it`,
    );
  }
  if (!isSure) {
    await confirmStage(`People read, but cannot write while ${stage} is backed up.`, stage);
  }
  makeFolder(folder);
  writeFileSync(markOf(folder), '', { mode: 0o600 });
  console.log(
    `making ${stage} read-only. If this is killed, repeat it, or: npm run read-only -- --off --stage ${stage}`,
  );
  await setStageReadOnly(stage, true);
};

/** Accepts changes again, unless the stage was read-only before the backup. */
const end = async (stage: string, folder: string): Promise<void> => {
  if (!existsSync(markOf(folder))) return;
  await setStageReadOnly(stage, false);
  rmSync(markOf(folder));
  console.log(`${stage} accepts changes`);
};

/** Writes an archive of one moment: the stage is read-only while its table is read. */
export const backUpStage = async (stage: string, to: string, isSure: boolean): Promise<void> => {
  const folder = resolve(to);
  if (isArchive(folder)) throw new UserError(`${to} has a backup already: name another folder`);
  const outputs = await outputsOfStage(stage);
  await begin(stage, folder, isSure);
  try {
    const source = endsWith(interruption(), stageSource(stage, outputs));
    printArchive(to, await exportInto(source, folder, () => end(stage, folder)));
  } catch (error) {
    // What was read belongs to the moment that ends here. Attachments stay, and are used by the next try.
    if (existsSync(markOf(folder))) rmSync(checkpointPath(folder), { force: true });
    throw error;
  } finally {
    await end(stage, folder);
  }
};

/** Fills a stage without users, or goes on with that. */
export const restoreStage = async (archive: string, stage: string): Promise<void> => {
  if (!isArchive(archive)) {
    throw new UserError('a stage is restored from an archive: npm run backup -- --stage');
  }
  const target = stageTarget(stage, await outputsOfStage(stage));
  const { files } = await restoreArchive(target, archive, progress());
  console.log(`${stage} has ${files.people.count} users and ${files.messages.count} messages:`);
  console.log('every record was compared with the archive.');
  console.log(
    `Everybody signs in again; people without a password hash in the archive need npm run users -- reset-password NAME --stage ${stage}`,
  );
};
