import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TakesUploads } from '../../../core/ports/attachments.ts';

const freshMs = 2_000;
let reservedBytes = 0;

/** How much of the disk is kept for messages; set once, before the first request. */
export const reserveDisk = (bytes: number): void => {
  reservedBytes = bytes;
};

/** Is more of the disk free than is kept for messages? Asked of the system every two seconds at most. */
export const diskTakesUploads = (file: string): TakesUploads => {
  const folder = dirname(file);
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  const ask = async (): Promise<boolean> => {
    // Not every file system can say: then it is the write that fails.
    const found = await statfs(folder).catch(() => null);
    return found === null || found.bavail * found.bsize > reservedBytes;
  };
  return () => {
    const now = performance.now();
    if (!asked || now - asked.at > freshMs) asked = { at: now, answer: ask() };
    return asked.answer;
  };
};
