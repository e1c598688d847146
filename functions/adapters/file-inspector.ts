import { isUtf8 } from 'node:buffer';
import { isDownloadOf } from '#contracts/media/file-types.ts';
import { imageSizeOf } from '#contracts/media/image-size.ts';
import { isImageOf } from '#contracts/media/image-types.ts';
import { hasSvgRoot } from '#contracts/media/svg-root.ts';
import { isShownType } from '#contracts/pictures.ts';
import type { FileInspector } from '#core/ports/attachments.ts';

const startsWith = (bytes: Uint8Array, ...starts: readonly string[]): boolean =>
  starts.some((start) => Buffer.from(bytes.subarray(0, start.length)).toString('latin1') === start);

/** Signatures of an archive with files, an empty one, and a multi-volume one. */
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08');

const isText = (bytes: Uint8Array): boolean => isUtf8(bytes) && !bytes.includes(0);

const svgHeadBytes = 64 * 1024;
const isSvg = (bytes: Uint8Array): boolean =>
  isText(bytes) && hasSvgRoot(new TextDecoder().decode(bytes.subarray(0, svgHeadBytes)));

const checks: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'application/pdf': (bytes) => startsWith(bytes, '%PDF-'),
  'application/zip': isZip,
  'text/plain': isText,
  'image/svg+xml': isSvg,
};

/** Checks signatures and headers with bounded reads; decodes, unpacks and executes nothing. */
export const fileInspector: FileInspector = {
  inspect: async (bytes, mime) => {
    const isAnnounced =
      checks[mime]?.(bytes) ?? isDownloadOf(bytes, mime) ?? isImageOf(bytes, mime);
    if (!isAnnounced) return 'other_type';
    return (isShownType(mime) && imageSizeOf(bytes, mime)) || {};
  },
};
