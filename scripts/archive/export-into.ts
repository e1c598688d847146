import type { Manifest } from '../../functions/contracts/archive/manifest.ts';
import type { ArchiveSource } from '../../functions/core/ports/archive.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { progress } from './progress.ts';
import { writeArchive } from './write-archive.ts';

/**
 * Writes a home into a folder, or goes on with an interrupted archive, and says what has no bytes. Closes the
 * home. `afterRecords` runs when only attachments are left to copy.
 */
export const exportInto = async (
  source: ArchiveSource,
  folder: string,
  afterRecords?: () => Promise<void>,
): Promise<Manifest> => {
  makeFolder(folder);
  try {
    const options = { now: Date.now(), say: progress(), ...(afterRecords && { afterRecords }) };
    const { manifest, missing } = await writeArchive(source, folder, options);
    if (missing > 0) console.log(`${missing} attachments have no bytes in the source`);
    return manifest;
  } finally {
    await source.close();
  }
};

export const printArchive = (folder: string, { files }: Manifest): void => {
  const { people, messages, blobs } = files;
  console.log(
    `${folder} has ${people.count} users, ${messages.count} messages and ${blobs.count} attachments`,
  );
  console.log('It contains all messages and password hashes: protect it like the data.');
};
