import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { version } from '#contracts/version.ts';
import type { Counts } from './data-file.ts';

export const manifestFile = 'backup.json';

const Manifest = z.object({
  format: z.literal(1),
  /** Version of the Parley that made it. */
  parley: z.string(),
  /** ISO 8601. */
  at: z.string(),
  users: z.number(),
  messages: z.number(),
  /** Of the data file, in hexadecimal. */
  sha256: z.string(),
  /** The sizes of the attachments in bytes, by name. */
  attachments: z.record(z.string(), z.number()),
});
export type Manifest = z.infer<typeof Manifest>;

export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Written last: a backup without it is incomplete. */
export const newManifest = async (
  file: string,
  { users, messages }: Counts,
  attachments: Record<string, number>,
): Promise<Manifest> => ({
  format: 1,
  parley: version,
  at: new Date().toISOString(),
  users,
  messages,
  sha256: await sha256Of(file),
  attachments,
});

export const parseManifest = (text: string): Manifest => Manifest.parse(JSON.parse(text));

/** The manifest of a backup in a folder; null if `npm run backup` made it, which writes none. */
export const readManifest = (folder: string): Manifest | null => {
  const path = join(folder, manifestFile);
  return existsSync(path) ? parseManifest(readFileSync(path, 'utf8')) : null;
};

export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeFileSync(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
  });
