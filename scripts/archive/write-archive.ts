import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  archiveFormat,
  archiveVersion,
  type BlobLine,
  type Manifest,
} from '../../functions/contracts/archive/manifest.ts';
import { archiveKinds, archiveSchemas } from '../../functions/contracts/archive/records.ts';
import type { ArchiveSource, Portion } from '../../functions/core/ports/archive.ts';
import { blobPath, linesOf, writeDurably, writeManifest } from './archive-folder.ts';
import { LineFiles, type Progress } from './line-files.ts';
import { canonicalLine } from './line-sum.ts';

/** An export that was interrupted. */
interface Checkpoint {
  readonly at: number;
  readonly position: unknown;
  readonly progress: Progress;
  /** Are all records written? */
  readonly isRead: boolean;
}

export const checkpointPath = (folder: string): string => join(folder, 'checkpoint.json');
const blobsAtOnce = 500;

export const readCheckpoint = (folder: string): Checkpoint | null =>
  existsSync(checkpointPath(folder))
    ? (JSON.parse(readFileSync(checkpointPath(folder), 'utf8')) as Checkpoint)
    : null;

/** The canonical lines of a portion, by kind. */
export const portionLines = ({ records }: Portion) =>
  archiveKinds.map((kind) => ({
    kind,
    lines: records
      .filter((record) => record.kind === kind)
      .map(({ value }) => canonicalLine(archiveSchemas[kind].parse(value))),
  }));

const appendPortion = async (files: LineFiles, portion: Portion): Promise<void> => {
  for (const { kind, lines } of portionLines(portion)) {
    if (lines.length > 0) await files.append(kind, lines);
  }
};

const hashFile = async (path: string): Promise<{ sizeBytes: number; sha256: string }> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return { sizeBytes: statSync(path).size, sha256: hash.digest('hex') };
};

const copyBlob = async (chunks: AsyncIterable<Uint8Array>, path: string): Promise<void> => {
  const draft = `${path}.draft`;
  const file = await open(draft, 'w', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
};

/** Checked files never change, so that a complete copy of an earlier try is used. Null if there are no bytes. */
const saveBlob = async (
  source: ArchiveSource,
  folder: string,
  { id, mime, sizeBytes }: Pick<BlobLine, 'id' | 'mime' | 'sizeBytes'>,
): Promise<BlobLine | null> => {
  const path = blobPath(folder, id);
  if (!existsSync(path) || statSync(path).size !== sizeBytes) {
    const chunks = await source.openBlob(id);
    if (!chunks) return null;
    await copyBlob(chunks, path);
  }
  return { id, mime, ...(await hashFile(path)) };
};

const saveBlobs = async (
  source: ArchiveSource,
  folder: string,
  files: LineFiles,
  say: (line: string) => void,
): Promise<number> => {
  let [done, missing] = [0, 0];
  for await (const { text } of linesOf(folder, 'attachments')) {
    const line = await saveBlob(source, folder, JSON.parse(text));
    if (line) await files.append('blobs', [canonicalLine(line)]);
    else missing++;
    if (++done % blobsAtOnce === 0) say(`attachments: ${done}`);
  }
  return missing;
};

/** Writes all records, after those of an earlier try. */
const saveRecords = async (
  source: ArchiveSource,
  folder: string,
  files: LineFiles,
  { at, earlier, say }: { at: number; earlier: Checkpoint | null; say: (line: string) => void },
): Promise<void> => {
  if (earlier?.isRead) return;
  const save = async (position: unknown, isRead: boolean): Promise<void> => {
    await files.sync();
    const checkpoint: Checkpoint = { at, position, progress: files.progress, isRead };
    await writeDurably(checkpointPath(folder), JSON.stringify(checkpoint));
  };
  let read = 0;
  for await (const portion of source.read({ at, from: earlier?.position })) {
    await appendPortion(files, portion);
    read += portion.records.length;
    if (portion.position !== null) await save(portion.position, false);
    say(`records: ${read}`);
  }
  await save(null, true);
};

/**
 * Writes a home into a folder. Returns the manifest, and the number of attachments without bytes. `afterRecords`
 * runs when all records are written.
 */
export const writeArchive = async (
  source: ArchiveSource,
  folder: string,
  {
    now,
    say,
    afterRecords = async () => undefined,
  }: { now: number; say: (line: string) => void; afterRecords?: () => Promise<void> },
): Promise<{ manifest: Manifest; missing: number }> => {
  mkdirSync(join(folder, 'blobs'), { recursive: true, mode: 0o700 });
  const earlier = readCheckpoint(folder);
  if (earlier) say('goes on after an interruption');
  const at = earlier?.at ?? now;
  const files = await LineFiles.open(folder, earlier?.progress);
  try {
    await saveRecords(source, folder, files, { at, earlier, say });
    await afterRecords();
    const missing = await saveBlobs(source, folder, files, say);
    await files.sync();
    const manifest: Manifest = {
      format: archiveFormat,
      version: archiveVersion,
      at,
      files: files.lines,
    };
    await writeManifest(folder, manifest);
    rmSync(checkpointPath(folder));
    return { manifest, missing };
  } finally {
    await files.close();
  }
};
