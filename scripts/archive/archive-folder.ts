import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  archiveFormat,
  archiveVersion,
  type Lines,
  Manifest,
} from '../../functions/contracts/archive/manifest.ts';
import { archiveKinds } from '../../functions/contracts/archive/records.ts';
import { UserError } from '../command.ts';
import { LineSum } from './line-sum.ts';

/** The files with lines: one for each kind of record, and the list of blobs. */
export const fileNames = [...archiveKinds, 'blobs'] as const;
export type FileName = (typeof fileNames)[number];

export const pathOf = (folder: string, name: FileName): string => join(folder, `${name}.ndjson`);
export const blobPath = (folder: string, id: string): string => join(folder, 'blobs', id);
const manifestPath = (folder: string): string => join(folder, 'manifest.json');

export const isArchive = (folder: string): boolean => existsSync(manifestPath(folder));

/** Replaces a file by a rename, after its bytes are durable. */
export const writeDurably = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  const file = await open(draft, 'r');
  await file.sync();
  await file.close();
  await rename(draft, path);
};

/** Written last: a folder without it is no archive. */
export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeDurably(manifestPath(folder), `${JSON.stringify(manifest, null, 2)}\n`);

/** @throws UserError if the folder has no archive, or one of another version */
export const readManifest = (folder: string): Manifest => {
  if (!isArchive(folder)) throw new UserError(`there is no complete archive in ${folder}`);
  const found = JSON.parse(readFileSync(manifestPath(folder), 'utf8')) as Record<string, unknown>;
  if (found['format'] === archiveFormat && found['version'] !== archiveVersion) {
    throw new UserError(
      `the archive has version ${found['version']}, this Parley reads version ${archiveVersion}`,
    );
  }
  const parsed = Manifest.safeParse(found);
  if (!parsed.success) throw new UserError(`${manifestPath(folder)} is no manifest of an archive`);
  return parsed.data;
};

/** A line, and the offset in bytes of the line after it. */
export interface Line {
  readonly text: string;
  readonly next: number;
}

export async function* linesOf(folder: string, name: FileName, from = 0): AsyncGenerator<Line> {
  const input = createReadStream(pathOf(folder, name), { start: from });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let next = from;
  for await (const text of lines) {
    next += Buffer.byteLength(text) + 1;
    yield { text, next };
  }
}

const sumOf = async (folder: string, name: FileName): Promise<Lines> => {
  const sum = new LineSum();
  for await (const { text } of linesOf(folder, name)) sum.add(text);
  return sum.lines;
};

export const isSame = (one: Lines, other: Lines): boolean =>
  one.count === other.count && one.sum === other.sum;

/** Reads every line, before anything is restored. @throws UserError for lines that are missing or changed */
export const checkArchive = async (folder: string, manifest: Manifest): Promise<void> => {
  for (const name of fileNames) {
    if (!existsSync(pathOf(folder, name)))
      throw new UserError(`${pathOf(folder, name)} is missing`);
    const found = await sumOf(folder, name);
    if (!isSame(found, manifest.files[name])) {
      throw new UserError(
        `${pathOf(folder, name)} is damaged: it has ${found.count} lines, and the manifest names ${manifest.files[name].count} others`,
      );
    }
  }
};
