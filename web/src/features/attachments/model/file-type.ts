import { limits } from '../../../../../functions/contracts/limits.ts';

/** What systems call types that we know by one name. */
const sameAs: Readonly<Record<string, string>> = {
  'application/x-zip-compressed': 'application/zip',
  'application/x-zip': 'application/zip',
  'application/x-pdf': 'application/pdf',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
};

/** Of files whose type the system does not know. */
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

const endingOf = (filename: string): string => filename.split('.').at(-1)?.toLowerCase() ?? '';

const isAllowed = (mime: string): boolean =>
  /^(image\/[a-z0-9][a-z0-9.+-]*|application\/pdf|text\/plain|application\/zip)$/.test(mime);

/** The type under which a file can be sent; null when it cannot. Any text goes as plain text. */
export const sendableType = ({ name, type }: Pick<File, 'name' | 'type'>): string | null => {
  const given = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = sameAs[given] ?? given;
  const mime = known.startsWith('text/') ? 'text/plain' : known;
  if (isAllowed(mime)) return mime;
  return mime === '' ? (byEnding[endingOf(name)] ?? null) : null;
};

/** Drawings are no photos: nothing is measured, scaled or cleaned. */
export const isPicture = (mime: string): boolean =>
  mime.startsWith('image/') && mime !== 'image/svg+xml';

/** What file pickers offer first. */
export const acceptedTypes = 'image/*,application/pdf,text/*,application/zip,.zip,.pdf,.heic';

/** A name as the server takes it: no control characters, not too long, its ending kept. */
export const sendableName = (name: string): string => {
  const clean =
    name
      .toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim() || 'file';
  const characters = [...clean];
  const most = limits.attachment.filenameLength;
  if (characters.length <= most) return clean;
  const ending = [...(/\.[^.]{1,10}$/.exec(clean)?.[0] ?? '')];
  return [...characters.slice(0, most - ending.length), ...ending].join('');
};

/** "photo.heic" as a JPEG is "photo.jpg". */
export const renamedTo = (filename: string, mime: string): string => {
  const ending = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }[mime];
  if (ending === undefined) return filename;
  if (new RegExp(`\\.(${ending === 'jpg' ? 'jpe?g' : ending})$`, 'i').test(filename))
    return filename;
  return sendableName(`${filename.replace(/\.[^.]{1,10}$/, '')}.${ending}`);
};
