import { endingOf, safeName } from '#contracts/filenames.ts';
import { usualEnding } from '#contracts/texts/endings.ts';

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

const isAllowed = (mime: string): boolean =>
  /^(image\/[a-z0-9][a-z0-9.+-]*|application\/pdf|text\/plain|application\/zip)$/.test(mime);

/** The type under which a file can be sent; null if it cannot. Any text is sent as plain text. */
export const sendableType = ({ name, type }: Pick<File, 'name' | 'type'>): string | null => {
  const given = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = sameAs[given] ?? given;
  const mime = known.startsWith('text/') ? 'text/plain' : known;
  if (isAllowed(mime)) return mime;
  return mime === '' ? (byEnding[endingOf(name)] ?? null) : null;
};

/** SVG drawings are no photos: they are not measured, scaled or cleaned. */
export const isPicture = (mime: string): boolean =>
  mime.startsWith('image/') && mime !== 'image/svg+xml';

/** "photo.heic" as a JPEG is "photo.jpg", and "scan" is "scan.jpg". */
export const renamedTo = (filename: string, mime: string): string => {
  const usual = endingOf(filename) === '' ? usualEnding(mime) : undefined;
  return safeName(usual === undefined ? filename : `${filename}.${usual}`, mime);
};
