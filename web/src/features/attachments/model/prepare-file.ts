import { limits } from '../../../../../functions/contracts/limits.ts';
import { RefusedFileError } from '../../../lib/refused-file.ts';
import { isBig, LONGEST_SIDE } from './big-picture.ts';
import { cleanPhoto, isMoving, photoType } from './clean/clean-photo.ts';
import { isPicture, renamedTo } from './file-type.ts';
import { redraw } from './scale-picture.ts';

/** A file as it was picked. */
export interface PickedFile {
  readonly blob: Blob;
  readonly filename: string;
  readonly mime: string;
  /** Its longer side in pixels, if it is known. */
  readonly side: number | null;
  readonly isOriginal: boolean;
}
/** A file as it is sent. */
export interface PreparedFile {
  readonly blob: Blob;
  readonly filename: string;
  readonly mime: string;
}

const withinLimit = <T extends PreparedFile>(file: T): T => {
  if (file.blob.size > limits.attachment.maxBytes) throw new RefusedFileError('too_big');
  return file;
};

/** Drawn anew they stay what they are; what few can show becomes a JPEG. */
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

const preparePicture = async (file: PickedFile): Promise<PreparedFile> => {
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  const mime = photoType(bytes) ?? file.mime;
  const isToScale = !file.isOriginal && isBig(file.side, file.blob.size) && !isMoving(bytes);
  const scaled = isToScale ? await drawn(file, mime, LONGEST_SIDE) : null;
  if (scaled && scaled.blob.size < file.blob.size) return scaled;
  const parts = cleanPhoto(bytes);
  if (parts) return { blob: new Blob([...parts], { type: mime }), mime, filename: file.filename };
  const anew = await drawn(file, mime, Number.POSITIVE_INFINITY);
  if (!anew) throw new RefusedFileError(photoType(bytes) ? 'unreadable' : 'location');
  return anew;
};

/**
 * What is sent of a file: of a picture nothing but the picture, made smaller if it is big.
 * @throws RefusedFileError when it is too big, or may tell where it was taken
 */
export const prepareFile = async (file: PickedFile): Promise<PreparedFile> => {
  if (isPicture(file.mime)) return withinLimit(await preparePicture(file));
  const { blob, filename, mime } = withinLimit(file);
  // A copy: the file on disk may change or go while it waits for a connection.
  return { blob: new Blob([await blob.arrayBuffer()], { type: mime }), filename, mime };
};
