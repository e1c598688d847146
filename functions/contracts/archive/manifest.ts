import * as z from 'zod';
import { archiveKinds } from './records.ts';

export const archiveFormat = 'parley-archive';
/** Increased by each change of a record that an earlier version cannot read. */
export const archiveVersion = 1;

/** The lines of a file. `sum`: of the SHA-256 of all lines, modulo 2^256, in hex: it does not depend on their order. */
const Lines = z.strictObject({ count: z.int().nonnegative(), sum: z.string() });
export type Lines = z.infer<typeof Lines>;

export const Manifest = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion),
  /** The time of the archive, epoch milliseconds: what had expired before is not part of it. */
  at: z.int(),
  files: z.strictObject({
    ...(Object.fromEntries(archiveKinds.map((kind) => [kind, Lines])) as Record<
      (typeof archiveKinds)[number],
      typeof Lines
    >),
    blobs: Lines,
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** A line of blobs.ndjson: the bytes of an attachment, in blobs/<id>. */
export const BlobLine = z.strictObject({
  id: z.uuid(),
  mime: z.string(),
  sizeBytes: z.int().nonnegative(),
  sha256: z.string(),
});
export type BlobLine = z.infer<typeof BlobLine>;
