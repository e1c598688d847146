import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { examine, type Finding } from '../../functions/adapters/local/doctor/doctor.ts';
import { type Counts, checkedCounts, dataFile, storedFiles } from '../../local/backup/data-file.ts';
import { drill, sizeOf } from '../../local/backup/drill.ts';
import { lastBackup } from '../../local/backup/last-backup.ts';
import { readManifest, sha256Of } from '../../local/backup/manifest.ts';
import { s3Location } from '../../local/backup/names.ts';
import { isArchive } from '../archive/archive-folder.ts';
import { restoreDataFolder } from '../archive/data-folder.ts';
import { progress } from '../archive/progress.ts';
import { newestOf } from '../backup/newest-of.ts';
import { UserError } from '../command.ts';

interface Result extends Counts {
  readonly findings: readonly Finding[];
  /** Attachments that the server itself had lost. */
  readonly missing: number;
}

/** @throws UserError if a file has other bytes than when the backup was made */
const countsOf = async (source: string): Promise<Counts> => {
  const file = join(source, dataFile);
  const manifest = readManifest(source);
  if (!manifest) return checkedCounts(file);
  if ((await sha256Of(file)) !== manifest.sha256) {
    throw new UserError(`${file} has other bytes than when it was made`);
  }
  const changed = Object.entries(manifest.attachments).find(
    ([name, size]) => sizeOf(join(source, storedFiles, name)) !== size,
  );
  if (changed) throw new UserError(`attachment ${changed[0]} is missing or has another size`);
  return manifest;
};

const drillBackup = async (source: string, data: string, scratch: string): Promise<Result> => {
  const { users, messages } = await countsOf(source);
  let findings: readonly Finding[] = [];
  const { missing } = await drill({
    from: source,
    scratch,
    expected: { users, messages },
    original: join(data, storedFiles),
    sizeInBackup: (name) => sizeOf(join(source, storedFiles, name)),
    examine: async (folder) => {
      findings = await examine(folder);
    },
  });
  return { users, messages, missing, findings };
};

const drillArchive = async (source: string, scratch: string): Promise<Result> => {
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const { files } = await restoreDataFolder(source, scratch, progress());
  const findings = await examine(scratch);
  return { users: files.people.count, messages: files.messages.count, missing: 0, findings };
};

const fetched = async (from: string, folder: string): Promise<string> => {
  const { fetchFromS3 } = await import('../../local/backup/back-up-to-s3.ts');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  console.log(`downloaded ${await fetchFromS3(from, folder)}`);
  return folder;
};

const placeOf = (data: string): string => {
  const found = lastBackup.read(data)?.to;
  if (found !== undefined) return found;
  throw new UserError('no scheduled backup is known here: --from must name a backup');
};

/** Restores a backup into a scratch folder of the data folder, and examines it. */
export const drillOneProcess = async (dataOption: string, from: string | undefined) => {
  const data = resolve(dataOption);
  const place = from ?? placeOf(data);
  const work = join(data, '.drill');
  // Also what a kill has left.
  rmSync(work, { recursive: true, force: true });
  const started = performance.now();
  try {
    const source = s3Location(place)
      ? await fetched(place, join(work, 'download'))
      : newestOf(resolve(place));
    const scratch = join(work, 'scratch');
    const { users, messages, missing, findings } = isArchive(source)
      ? await drillArchive(source, scratch)
      : await drillBackup(source, data, scratch);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${s3Location(place) ? place : source} was restored in ${seconds} s:`);
    console.log(`${users} users, ${messages} messages`);
    if (missing > 0) console.log(`${missing} attachments had no bytes in the server itself`);
    for (const { problem } of findings) console.log(`- ${problem}`);
    if (findings.length > 0) throw new UserError('the restored copy is not in order');
    console.log('npm run doctor finds nothing wrong in the restored copy');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
