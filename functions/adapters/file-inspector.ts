import { isUtf8 } from 'node:buffer';
import { XmlTextDetector } from '@file-type/xml';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { isInline } from '../core/domain/attachment.ts';
import type { FileInspector } from '../core/ports/attachments.ts';

/** Names under which browsers and `file-type` know the same format. */
const sameAs: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-ms-bmp': 'image/bmp',
  'image/vnd.microsoft.icon': 'image/x-icon',
  'image/heic-sequence': 'image/heic',
  'image/heif': 'image/heic',
  'image/heif-sequence': 'image/heic',
};
const formatOf = (mime: string): string => sameAs[mime] ?? mime;

const startsWith = (bytes: Uint8Array, ...starts: readonly string[]): boolean =>
  starts.some((start) => Buffer.from(bytes.subarray(0, start.length)).toString('latin1') === start);

/** A file, an empty archive, or one of several volumes. */
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08');

const isText = (bytes: Uint8Array): boolean => isUtf8(bytes) && !bytes.includes(0);

/** Up to the root element: the rest is nobody's to trust, which is why it is served as a download. */
const svgHeadBytes = 64 * 1024;
const isSvg = (bytes: Uint8Array): boolean => {
  if (!isText(bytes)) return false;
  const detector = new XmlTextDetector();
  detector.write(new TextDecoder().decode(bytes.subarray(0, svgHeadBytes)));
  return detector.fileType?.mime === 'image/svg+xml';
};

/** Archives are told apart before: `file-type` would unpack them to look inside. */
const isImage = async (bytes: Uint8Array, mime: string): Promise<boolean> => {
  if (isZip(bytes) || startsWith(bytes, '\x1f\x8b')) return false;
  const found = await fileTypeFromBuffer(bytes);
  return found !== undefined && formatOf(found.mime) === formatOf(mime);
};

const checks: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'application/pdf': (bytes) => startsWith(bytes, '%PDF-'),
  'application/zip': isZip,
  'text/plain': isText,
  'image/svg+xml': isSvg,
};

/** Headers come first; what says more than this before the size of the image has none for us. */
const headerBytes = 1024 * 1024;
const maxSide = 65_535;
const isSide = (pixels: number): boolean => pixels >= 1 && pixels <= maxSide;
/** Orientations of a photograph that lies on its side. */
const isTurned = (orientation = 1): boolean => orientation >= 5 && orientation <= 8;

/** As it is shown; nothing where the header has none, or one that no image has. */
const sizeOf = (bytes: Uint8Array): { width?: number; height?: number } => {
  try {
    const { width, height, orientation } = imageSize(bytes.subarray(0, headerBytes));
    if (!isSide(width) || !isSide(height)) return {};
    return isTurned(orientation) ? { width: height, height: width } : { width, height };
  } catch {
    return {};
  }
};

/** Looks at first bytes and headers: nothing is decoded, unpacked or run. */
export const fileInspector: FileInspector = {
  inspect: async (bytes, mime) => {
    const check = checks[mime];
    if (!(check ? check(bytes) : await isImage(bytes, mime))) return 'other_type';
    return isInline(mime) ? sizeOf(bytes) : {};
  },
};
