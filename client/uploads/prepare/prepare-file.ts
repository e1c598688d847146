import { safeName } from '#contracts/filenames.ts';
import { limits } from '#contracts/limits.ts';
import { imageSizeOf } from '#contracts/media/image-size.ts';
import { isImageOf } from '#contracts/media/image-types.ts';
import { hasAtMost, isShownType } from '#contracts/pictures.ts';
import type { Bytes } from '../clean/bytes.ts';
import { cleanPhoto, isMoving, photoType } from '../clean/clean-photo.ts';
import { RefusedFileError } from '../refused-file.ts';
import { isBig, LONGEST_SIDE } from './big-picture.ts';
import { renamedTo } from './file-type.ts';
import { isPicture } from './is-picture.ts';
import { redraw } from './scale-picture.ts';

/** A file as picked. */
export interface PickedFile {
  readonly blob: Blob;
  readonly filename: string;
  readonly mime: string;
  /** Its longer side in pixels, if known. */
  readonly side: number | null;
  readonly isOriginal: boolean;
}
/** A file as sent. */
export interface PreparedFile {
  readonly blob: Blob;
  readonly filename: string;
  readonly mime: string;
}

/** Makes the file to send. @throws RefusedFileError if it cannot be sent */
export type Prepare = (file: PickedFile) => Promise<PreparedFile>;

const withinLimit = <T extends PreparedFile>(file: T): T => {
  // The operator's limit is checked by the server.
  if (file.blob.size > limits.attachment.largestMb * 1024 * 1024) {
    throw new RefusedFileError('too_big');
  }
  return file;
};

/** PNG and WebP keep their type when drawn again; other types become JPEG. */
const drawnType = (mime: string): string =>
  ['image/png', 'image/webp'].includes(mime) ? mime : 'image/jpeg';

const drawn = async (
  { blob, filename }: PickedFile,
  mime: string,
  longest: number,
): Promise<PreparedFile | null> => {
  const picture = await redraw(blob, drawnType(mime), longest);
  return (
    picture && { blob: picture, mime: picture.type, filename: renamedTo(filename, picture.type) }
  );
};

interface Picture {
  readonly file: PickedFile;
  readonly bytes: Bytes;
  /** Type by its bytes; null if unknown. */
  readonly found: string | null;
  readonly mime: string;
}

const readPicture = async (file: PickedFile): Promise<Picture> => {
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  const found = photoType(bytes);
  if (found === null && !isImageOf(bytes, file.mime)) throw new RefusedFileError('not_picture');
  return { file, bytes, found, mime: found ?? file.mime };
};

/** Draws the picture again; null if this browser cannot decode it, or it has too many pixels. */
const draw = ({ file, bytes, found, mime }: Picture, longest: number) => {
  const size = found === null ? null : (imageSizeOf(bytes, found) ?? {});
  const isTooLarge = size !== null && !hasAtMost(limits.picture.scaledPixels, size);
  return isTooLarge ? null : drawn(file, mime, longest);
};

/** Scales a big picture down, and converts a type that few browsers show. Null if neither works. */
const converted = async (picture: Picture): Promise<PreparedFile | null> => {
  const { file, bytes, mime } = picture;
  const isToScale = !file.isOriginal && isBig(file.side, file.blob.size);
  const isRare = !isShownType(mime);
  if (isMoving(bytes) || !(isToScale || isRare)) return null;
  const anew = await draw(picture, isToScale ? LONGEST_SIDE : Number.POSITIVE_INFINITY);
  const maxBytes = isRare ? limits.attachment.maxBytes : file.blob.size - 1;
  return anew && anew.blob.size <= maxBytes ? anew : null;
};

const cleaned = ({ file, bytes, mime }: Picture): PreparedFile | null => {
  const parts = cleanPhoto(bytes);
  const filename = safeName(file.filename, mime);
  return parts && { blob: new Blob([...parts], { type: mime }), mime, filename };
};

const preparePicture = async (file: PickedFile): Promise<PreparedFile> => {
  const picture = await readPicture(file);
  const prepared =
    (await converted(picture)) ??
    cleaned(picture) ??
    (await draw(picture, Number.POSITIVE_INFINITY));
  if (!prepared) throw new RefusedFileError(picture.found ? 'unreadable' : 'location');
  return prepared;
};

/**
 * Makes the file to send: a picture without metadata, scaled down if it is big.
 * @throws RefusedFileError if it is too big, is no picture, or may reveal where it was taken
 */
export const prepareFile: Prepare = async (file) => {
  if (isPicture(file.mime)) return withinLimit(await preparePicture(file));
  const { blob, filename, mime } = withinLimit(file);
  // A copy: the file on disk may change or vanish while it waits for a connection.
  return { blob: new Blob([await blob.arrayBuffer()], { type: mime }), filename, mime };
};
