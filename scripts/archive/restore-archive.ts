import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BlobLine, type Lines, type Manifest } from '../../functions/contracts/archive/manifest.ts';
import {
  type ArchiveKind,
  type ArchiveRecord,
  archiveKinds,
  archiveSchemas,
} from '../../functions/contracts/archive/records.ts';
import type { ArchiveSource, ArchiveTarget } from '../../functions/core/ports/archive.ts';
import { UserError } from '../command.ts';
import { blobPath, checkArchive, isSame, linesOf, readManifest } from './archive-folder.ts';
import { canonicalLine, LineSum } from './line-sum.ts';
import { portionLines } from './write-archive.ts';

const recordsAtOnce = 1_000;
const blobsAtOnce = 8;

type Say = (line: string) => void;
type RecordOf<K extends ArchiveKind> = Extract<ArchiveRecord, { kind: K }>;

/** Where a restore goes on: after `offset` bytes of a file. `archive`: no other archive can continue it. */
interface Place {
  readonly archive: string;
  readonly kind: ArchiveKind;
  readonly offset: number;
}

const nameOf = (manifest: Manifest): string =>
  createHash('sha256').update(canonicalLine(manifest)).digest('hex');

const recordOf = <K extends ArchiveKind>(kind: K, text: string): RecordOf<K> =>
  ({ kind, value: archiveSchemas[kind].parse(JSON.parse(text)) }) as RecordOf<K>;

async function* recordsOf<K extends ArchiveKind>(
  folder: string,
  kind: K,
): AsyncGenerator<RecordOf<K>> {
  for await (const { text } of linesOf(folder, kind)) yield recordOf(kind, text);
}

/** @throws UserError if the target has data of something else */
const placeIn = async (target: ArchiveTarget, archive: string): Promise<Place | null> => {
  const checkpoint = await target.checkpoint();
  if (checkpoint === null) {
    if (await target.hasData()) throw new UserError('the target has data already');
    return null;
  }
  const place = JSON.parse(checkpoint) as Place;
  if (place.archive === archive) return place;
  throw new UserError('the target has a part of another archive');
};

const restoreBlobs = async (target: ArchiveTarget, folder: string, say: Say): Promise<void> => {
  let done = 0;
  const one = async (text: string): Promise<void> => {
    const line = BlobLine.parse(JSON.parse(text));
    const blob = { ...line, open: () => createReadStream(blobPath(folder, line.id)) };
    if (!(await target.hasBlob(blob))) await target.putBlob(blob);
    if (++done % 500 === 0) say(`attachments: ${done}`);
  };
  let portion: Promise<void>[] = [];
  for await (const { text } of linesOf(folder, 'blobs')) {
    portion.push(one(text));
    if (portion.length < blobsAtOnce) continue;
    await Promise.all(portion);
    portion = [];
  }
  await Promise.all(portion);
};

const restoreKind = async (
  target: ArchiveTarget,
  folder: string,
  { archive, kind, offset }: Place,
  say: Say,
): Promise<void> => {
  let records: ArchiveRecord[] = [];
  let [next, done] = [offset, 0];
  const put = async (): Promise<void> => {
    const place: Place = { archive, kind, offset: next };
    await target.put(records, JSON.stringify(place));
    done += records.length;
    records = [];
    say(`${kind}: ${done}`);
  };
  for await (const line of linesOf(folder, kind, offset)) {
    records.push(recordOf(kind, line.text));
    next = line.next;
    if (records.length >= recordsAtOnce) await put();
  }
  if (records.length > 0) await put();
};

const restoreRecords = async (
  target: ArchiveTarget,
  folder: string,
  archive: string,
  place: Place | null,
  say: Say,
): Promise<void> => {
  const first = place ? archiveKinds.indexOf(place.kind) : 0;
  for (const kind of archiveKinds.slice(first)) {
    const offset = place?.kind === kind ? place.offset : 0;
    await restoreKind(target, folder, { archive, kind, offset }, say);
  }
};

/** The sums of everything that a home contains, as an archive of the time `at` would have them. */
export const sumsOf = async (
  source: ArchiveSource,
  at: number,
  say: Say,
): Promise<Readonly<Record<ArchiveKind, Lines>>> => {
  const sums = new Map(archiveKinds.map((kind) => [kind, new LineSum()]));
  let read = 0;
  for await (const portion of source.read({ at })) {
    for (const { kind, lines } of portionLines(portion)) {
      for (const line of lines) sums.get(kind)?.add(line);
    }
    read += portion.records.length;
    say(`compared: ${read}`);
  }
  const entries = [...sums].map(([kind, sum]) => [kind, sum.lines]);
  return Object.fromEntries(entries) as Record<ArchiveKind, Lines>;
};

/** @throws UserError that names the kinds of which the target has other records than the archive */
const compare = async (target: ArchiveTarget, { at, files }: Manifest, say: Say): Promise<void> => {
  const found = await sumsOf(target.source, at, say);
  const others = archiveKinds.filter((kind) => !isSame(found[kind], files[kind]));
  if (others.length === 0) return;
  const counts = others.map((kind) => `${kind} (${found[kind].count} of ${files[kind].count})`);
  throw new UserError(`the target differs from the archive: ${counts.join(', ')}`);
};

/**
 * Fills an empty home from the archive in a folder, or goes on with it, and compares both. The source of the
 * target must not have changed meanwhile.
 */
export const restoreArchive = async (
  target: ArchiveTarget,
  folder: string,
  say: Say,
): Promise<Manifest> => {
  const manifest = readManifest(folder);
  const archive = nameOf(manifest);
  const place = await placeIn(target, archive);
  if (place) say('goes on after an interruption');
  await checkArchive(folder, manifest);
  // From here on only this archive can be restored here.
  if (!place) await target.put([], JSON.stringify({ archive, kind: 'people', offset: 0 }));
  await restoreBlobs(target, folder, say);
  await restoreRecords(target, folder, archive, place, say);
  await target.finish((kind) => recordsOf(folder, kind));
  await compare(target, manifest, say);
  await target.complete();
  return manifest;
};
