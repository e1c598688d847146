import { existsSync, realpathSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fileInspector } from '../../functions/adapters/file-inspector.ts';
import type { FileTypes } from '../../functions/contracts/closed-lists.ts';
import { endingOf, isNameOf, safeName } from '../../functions/contracts/filenames.ts';
import { limits } from '../../functions/contracts/limits.ts';
import { typeByEnding } from '../../functions/contracts/texts/endings.ts';
import { brokenFileRule } from '../../functions/core/domain/file-rules.ts';
import { checkFile } from '../../functions/core/shared/check-file.ts';
import type { ForeignRow } from './foreign.ts';
import type { Staging } from './staging.ts';
import { idFrom } from './values.ts';

export interface Uploads {
  /** The folder with the files of the other system; null if there is none. */
  readonly folder: string | null;
  readonly types: FileTypes;
}

const unknown = 'application/octet-stream';
const endings: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  zip: 'application/zip',
};

/**
 * The file of a stored path: `/app/uploads/a/b.png` is the longest of `a/b.png` and `b.png` that exists. Never a
 * file outside the folder.
 */
const locate = (folder: string, path: string): string | null => {
  const parts = path
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .split(/[/\\]/)
    .filter(Boolean);
  if (parts.includes('..')) return null;
  const root = realpathSync(folder) + sep;
  for (let from = 0; from < parts.length; from++) {
    const found = join(folder, ...parts.slice(from));
    if (!existsSync(found)) continue;
    const real = realpathSync(found);
    if (real.startsWith(root) && statSync(real).isFile()) return real;
  }
  return null;
};

const headOf = async (path: string): Promise<Uint8Array> => {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(limits.attachment.checkedBytes, (await file.stat()).size));
    await file.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await file.close();
  }
};

/** The types to try: the stored one, that of the name, then any file. */
const typesFor = (mime: string | null, filename: string): string[] => {
  const stored = mime?.split(';')[0]?.trim().toLowerCase() ?? '';
  const ending = endingOf(filename);
  return [stored, endings[ending] ?? typeByEnding(ending) ?? '', unknown].filter(
    (type) => type !== '',
  );
};

const maxFileBytes = limits.attachment.largestMb * 1024 * 1024;

interface Checked {
  readonly mime: string;
  readonly filename: string;
  readonly width?: number;
  readonly height?: number;
}

/** The first type that rules and bytes allow, with a name that fits it; otherwise the rule of the first one. */
const check = async (
  path: string,
  sizeBytes: number,
  file: { mime: string | null; filename: string },
  types: FileTypes,
): Promise<Checked | { rule: string }> => {
  const bytes = await headOf(path);
  const rules: string[] = [];
  for (const mime of typesFor(file.mime, file.filename)) {
    const broken = brokenFileRule({ types, maxFileBytes, storageBytes: 0 }, { mime, sizeBytes });
    const found = broken
      ? ({ ok: false, rule: broken.rule } as const)
      : await checkFile(fileInspector, { bytes, sizeBytes }, { mime, sizeBytes });
    const filename = safeName(file.filename, mime);
    if (found.ok && isNameOf(filename, mime)) return { mime, filename, ...found.size };
    rules.push(found.ok ? 'has an ending that is not allowed' : found.rule);
  }
  return { rule: rules[0] ?? 'has no type' };
};

const lose = (
  staging: Staging,
  old: string,
  message: string,
  filename: string,
  why: string,
): void => {
  staging.problem('file', old, `${filename} of message ${message}: ${why}`);
  staging.run('INSERT INTO lost (message, filename) VALUES (?, ?)', message, filename);
};

const stage = async (
  staging: Staging,
  row: ForeignRow,
  { folder, types }: Uploads,
): Promise<void> => {
  const [old, message, stored] = [row['id'] ?? '', row['message'], row['path'] ?? ''];
  const filename = row['filename'] ?? basename(stored);
  if (!message) {
    staging.problem('file', old, `${filename}: it is in no message`);
    return;
  }
  const path = folder === null ? null : locate(folder, stored);
  if (path === null) {
    lose(staging, old, message, filename, `${stored} is missing`);
    return;
  }
  const size = statSync(path).size;
  const found = await check(path, size, { mime: row['mime'] ?? null, filename }, types);
  if ('rule' in found) {
    lose(staging, old, message, filename, found.rule);
    return;
  }
  if (found.filename !== filename || found.mime !== row['mime']) {
    staging.problem('renamed file', old, `${filename}: becomes ${found.filename}, ${found.mime}`);
  }
  staging.run(
    'INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
    old,
    idFrom('attachments', old),
    message,
    path,
    found.filename,
    found.mime,
    size,
    found.width ?? null,
    found.height ?? null,
  );
};

/** Checks each file by its bytes, as an upload is checked. */
export const stageUploads = async (
  staging: Staging,
  rows: AsyncIterable<ForeignRow>,
  uploads: Uploads,
): Promise<void> => {
  for await (const row of rows) await stage(staging, row, uploads);
};
