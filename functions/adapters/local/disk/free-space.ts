import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TakesUploads } from '#core/ports/attachments.ts';

const freshMs = 2_000;
let reservedBytes = 0;

/** Sets the disk space reserved for messages; call once, before the first request. */
export const reserveDisk = (bytes: number): void => {
  reservedBytes = bytes;
};

/** Bytes that this process may still write; null if the file system does not say. */
export const freeBytes = async (folder: string): Promise<number | null> => {
  const found = await statfs(folder).catch(() => null);
  return found && found.bavail * found.bsize;
};

export const reservedDisk = (): number => reservedBytes;

/** Is more disk space free than is reserved for messages? Checked every two seconds at most. */
export const diskTakesUploads = (file: string): TakesUploads => {
  const folder = dirname(file);
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  const ask = async (): Promise<boolean> => {
    // Some file systems do not support statfs; then the write itself fails.
    const free = await freeBytes(folder);
    return free === null || free > reservedBytes;
  };
  return () => {
    const now = performance.now();
    if (!asked || now - asked.at > freshMs) asked = { at: now, answer: ask() };
    return asked.answer;
  };
};
