import type { Bytes, Cleaned } from './bytes.ts';
import { exifOf } from './exif-orientation.ts';
import type { Box } from './heif-boxes.ts';
import { boxesIn, readerAt } from './heif-boxes.ts';

type Range = readonly [from: number, to: number];
const SPACE = 0x20;

/** Items that hold Exif, XMP and other documents: type by id. */
const documentsIn = (bytes: Bytes, iinf: Box): Map<number, string> | null => {
  const documents = new Map<number, string>();
  const countBytes = readerAt(bytes, iinf.from).read(1) === 0 ? 2 : 4;
  const entries = boxesIn(bytes, iinf.from + 4 + countBytes, iinf.to);
  if (!entries) return null;
  for (const { from } of entries) {
    const { read, text } = readerAt(bytes, from);
    const version = read(1);
    read(3);
    if (version < 2) return null;
    const id = read(version === 2 ? 2 : 4);
    read(2);
    const type = text(4);
    if (['Exif', 'mime', 'uri '].includes(type)) documents.set(id, type);
  }
  return documents;
};

interface Located {
  readonly id: number;
  /** 0: in the file; 1: in the box `idat`. */
  readonly method: number;
  /** 0: in this file. */
  readonly reference: number;
  readonly extents: readonly Range[];
}

/** The location of each item: ranges relative to the start that `method` names. */
const locationsIn = (bytes: Bytes, iloc: Box): Located[] => {
  const { read } = readerAt(bytes, iloc.from);
  const version = read(1);
  read(3);
  const sizes = read(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const extent = (base: number): Range => {
    read(indexBytes);
    const from = base + read(offsetBytes);
    return [from, from + read(lengthBytes)];
  };
  return Array.from({ length: read(version < 2 ? 2 : 4) }, () => {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    const reference = read(2);
    const base = read(baseBytes);
    return { id, method, reference, extents: Array.from({ length: read(2) }, () => extent(base)) };
  });
};

/** The ranges of an item in the file; null if it lies elsewhere, or is the whole file. */
const rangesOf = (
  { method, reference, extents }: Located,
  fileBytes: number,
  idat: Box | undefined,
): Range[] | null => {
  const origin = method === 1 ? idat?.from : 0;
  if (method > 1 || reference !== 0 || origin === undefined) return null;
  const ranges = extents.map(([from, to]): Range => [origin + from, origin + to]);
  return ranges.every(([from, to]) => from < to && to <= fileBytes) ? ranges : null;
};

/** Exif without data, after the four bytes with its offset; the rest is padding. */
const emptyExif = new Uint8Array([0, 0, 0, 0, ...exifOf(1)]);

const blank = (bytes: Bytes, [from, to]: Range, type: string): void => {
  bytes.fill(type === 'Exif' ? 0 : SPACE, from, to);
  if (type === 'Exif' && to - from >= emptyExif.length) bytes.set(emptyExif, from);
};

const foreign = ['uuid', 'udta', 'free', 'skip'];

const blanked = (bytes: Bytes): Bytes | null => {
  const top = boxesIn(bytes, 0, bytes.length);
  const meta = top?.find(({ type }) => type === 'meta');
  // An image sequence with tracks has metadata in more places than this code knows.
  if (!top || !meta || top.some(({ type }) => type === 'moov')) return null;
  const inner = boxesIn(bytes, meta.from + 4, meta.to) ?? [];
  const find = (name: string): Box | undefined => inner.find(({ type }) => type === name);
  const [iinf, iloc] = [find('iinf'), find('iloc')];
  const documents = iinf && documentsIn(bytes, iinf);
  if (!documents || !iloc) return null;
  const cleaned = bytes.slice();
  for (const location of locationsIn(bytes, iloc)) {
    const type = documents.get(location.id);
    if (type === undefined) continue;
    const ranges = rangesOf(location, bytes.length, find('idat'));
    if (!ranges) return null;
    for (const range of ranges) blank(cleaned, range, type);
  }
  for (const { from, to } of [...top, ...inner].filter(({ type }) => foreign.includes(type))) {
    cleaned.fill(0, from, to);
  }
  return cleaned;
};

/**
 * Blanks Exif, XMP and unknown boxes of a HEIC or AVIF picture in place, so that no offset changes.
 * The orientation is a separate property and stays.
 */
export const cleanHeif = (bytes: Bytes): Cleaned => {
  try {
    const cleaned = blanked(bytes);
    return cleaned && [cleaned];
  } catch (error) {
    // Offsets that lead out of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
};
