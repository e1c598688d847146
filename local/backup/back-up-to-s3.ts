import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BackupError } from './backup-error.ts';
import { copyDatabase } from './copy-database.ts';
import { storedNames } from './copy-files.ts';
import { dataFile, storedFiles } from './data-file.ts';
import { drill, sizeOf } from './drill.ts';
import { manifestFile, newManifest, parseManifest, sha256Of } from './manifest.ts';
import { isName, newName, outdated, s3Location } from './names.ts';
import type { Made, Plan } from './plan.ts';
import { type BackupBucket, openBucket } from './s3-bucket.ts';

/** Attachments of all backups: each is stored once. */
const attachments = 'attachments/';

/** The complete backups of a bucket, oldest first: their manifests were written last. */
export const backupsOf = (names: Iterable<string>): string[] =>
  [...names]
    .flatMap((name) => {
      const [backup = '', file] = name.split('/');
      return file === manifestFile && isName(backup) ? [backup] : [];
    })
    .sort();

/** Uploads the attachments that no backup has; returns how many. */
const putAttachments = async (
  bucket: BackupBucket,
  folder: string,
  stored: ReadonlyMap<string, number>,
): Promise<number> => {
  let copied = 0;
  for (const name of storedNames(folder)) {
    const path = join(folder, name);
    const size = sizeOf(path);
    if (size === undefined || stored.get(`${attachments}${name}`) === size) continue;
    try {
      await bucket.putFile(`${attachments}${name}`, path, size);
      copied++;
    } catch (error) {
      // Deleted meanwhile with its message.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return copied;
};

/** Removes outdated backups, incomplete ones, and attachments that no backup names. */
const prune = async (bucket: BackupBucket, keep: number): Promise<void> => {
  const stored = [...(await bucket.list()).keys()];
  const complete = backupsOf(stored);
  const old = new Set(outdated(complete, keep));
  const kept = complete.filter((backup) => !old.has(backup));
  const needed = new Set<string>();
  for (const backup of kept) {
    const { attachments: sizes } = parseManifest(await bucket.getText(`${backup}/${manifestFile}`));
    for (const name of Object.keys(sizes)) needed.add(name);
  }
  // Manifests first: what a kill leaves must not look complete.
  for (const backup of old) await bucket.remove(`${backup}/${manifestFile}`);
  for (const name of stored) {
    const [folder = '', file = ''] = name.split('/');
    const isOld = isName(folder) && !kept.includes(folder) && file !== manifestFile;
    const isUnused = `${folder}/` === attachments && !needed.has(file);
    if (isOld || isUnused) await bucket.remove(name);
  }
};

/**
 * Makes one backup in a bucket. The data file is downloaded again and restored as a trial before the manifest
 * completes the backup; attachments are compared by their sizes.
 */
export const backUpToS3 = async ({ data, to, keep }: Plan): Promise<Made> => {
  const location = s3Location(to);
  if (!location) throw new BackupError(`${to} is no s3://bucket/prefix`);
  const bucket = openBucket(location);
  const work = join(data, '.backup');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'again'), { recursive: true, mode: 0o700 });
  try {
    const file = join(work, dataFile);
    const counts = await copyDatabase(join(data, dataFile), file, () => undefined);
    const name = newName(new Date());
    const original = join(data, storedFiles);
    const copied = await putAttachments(bucket, original, await bucket.list(attachments));
    await bucket.putFile(`${name}/${dataFile}`, file, sizeOf(file) ?? 0);
    const again = join(work, 'again');
    await bucket.getFile(`${name}/${dataFile}`, join(again, dataFile));
    const stored = await bucket.list(attachments);
    const sizeInBackup = (id: string) => stored.get(`${attachments}${id}`);
    const sizes = [...stored].map(([key, size]) => [key.slice(attachments.length), size] as const);
    const existing = sizes.filter(([id]) => sizeOf(join(original, id)) !== undefined);
    const manifest = await newManifest(file, counts, Object.fromEntries(existing));
    if ((await sha256Of(join(again, dataFile))) !== manifest.sha256) {
      throw new BackupError('the data file came back from the storage with other bytes');
    }
    rmSync(file);
    const scratch = join(work, 'scratch');
    const plan = { from: again, scratch, expected: counts, original, sizeInBackup };
    const { missing } = await drill(plan);
    await bucket.putText(`${name}/${manifestFile}`, JSON.stringify(manifest));
    await prune(bucket, keep);
    return { name, ...counts, attachments: existing.length, copied, missing };
  } finally {
    rmSync(work, { recursive: true, force: true });
    bucket.close();
  }
};

/** Downloads a backup into a folder: `s3://bucket/prefix/NAME`, or the newest of `s3://bucket/prefix`. */
export const fetchFromS3 = async (from: string, folder: string): Promise<string> => {
  const given = from.replace(/\/+$/, '');
  const last = given.split('/').at(-1) ?? '';
  const location = s3Location(isName(last) ? given.slice(0, -last.length) : given);
  if (!location) throw new BackupError(`${from} is no s3://bucket/prefix`);
  const bucket = openBucket(location);
  try {
    const complete = backupsOf((await bucket.list()).keys());
    const name = isName(last) ? last : complete.at(-1);
    if (!name || !complete.includes(name)) throw new BackupError(`there is no backup at ${from}`);
    const manifest = parseManifest(await bucket.getText(`${name}/${manifestFile}`));
    mkdirSync(join(folder, storedFiles), { recursive: true, mode: 0o700 });
    await bucket.getFile(`${name}/${dataFile}`, join(folder, dataFile));
    if ((await sha256Of(join(folder, dataFile))) !== manifest.sha256) {
      throw new BackupError(`the data file of ${name} has other bytes than when it was made`);
    }
    for (const id of Object.keys(manifest.attachments)) {
      await bucket.getFile(`${attachments}${id}`, join(folder, storedFiles, id));
    }
    return name;
  } finally {
    bucket.close();
  }
};
