import type { FileTypes } from '#contracts/closed-lists.ts';
import { endingOf, safeName } from '#contracts/filenames.ts';
import { acceptedTypes } from '#contracts/media/accepted-types.ts';
import { unknownType } from '#contracts/media/file-types.ts';
import { isEndingOf, typeByEnding, usualEnding } from '#contracts/texts/endings.ts';

/** Aliases of MIME types. */
const sameAs: Readonly<Record<string, string>> = {
  'application/x-zip-compressed': 'application/zip',
  'application/x-zip': 'application/zip',
  'application/x-pdf': 'application/pdf',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
};

/** MIME types by file extension, for files without a type. */
const byEnding: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  csv: 'text/plain',
  heic: 'image/heic',
  heif: 'image/heic',
  log: 'text/plain',
  md: 'text/plain',
  pdf: 'application/pdf',
  txt: 'text/plain',
  webp: 'image/webp',
  zip: 'application/zip',
};

/**
 * The type under which a file can be sent, by its name and the type that the system gives it; null if neither
 * says. Any text is sent as plain text.
 */
export const sendableType = (
  { name, type }: Pick<File, 'name' | 'type'>,
  types: FileTypes,
): string | null => {
  const ending = endingOf(name);
  const given = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = sameAs[given] ?? given;
  const mime = known.startsWith('text/') ? 'text/plain' : known;
  const isAccepted = (mime: string): boolean =>
    mime !== unknownType && acceptedTypes[types].pattern.test(mime);
  const fits = isAccepted(mime) && isEndingOf(ending, mime);
  const byName = fits ? undefined : typeByEnding(ending);
  if (byName !== undefined && isAccepted(byName)) return byName;
  if (isAccepted(mime)) return mime;
  return mime === '' ? (byEnding[ending] ?? null) : null;
};

/** "photo.heic" as a JPEG is "photo.jpg", and "scan" is "scan.jpg". */
export const renamedTo = (filename: string, mime: string): string => {
  const usual = endingOf(filename) === '' ? usualEnding(mime) : undefined;
  return safeName(usual === undefined ? filename : `${filename}.${usual}`, mime);
};
