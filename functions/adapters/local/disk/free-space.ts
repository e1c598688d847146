import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TakesUploads } from '#core/ports/attachments.ts';

const freshMs = 2_000;
let reservedBytes = 0;

/** Sets the disk space reserved for messages; call once, before the first request. */
export const reserveDisk = (bytes: number): void => {
  reservedBytes = bytes;
};

/** Is more disk space free than is reserved for messages? Checked every two seconds at most. */
export const diskTakesUploads = (file: string): TakesUploads => {
  const folder = dirname(file);
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  const ask = async (): Promise<boolean> => {
    // Some file systems do not support statfs; then the write itself fails.
    const found = await statfs(folder).catch(() => null);
    return found === null || found.bavail * found.bsize > reservedBytes;
  };
  return () => {
    const now = performance.now();
    if (!asked || now - asked.at > freshMs) asked = { at: now, answer: ask() };
    return asked.answer;
  };
};
