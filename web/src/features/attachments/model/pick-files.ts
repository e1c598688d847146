import type { OutgoingFile, Refusal } from '#client';
import { isPicture } from '#client';
import { sendableType } from '#client/photos';
import type { FileTypes } from '#contracts/closed-lists.ts';
import { endingOf, safeName } from '#contracts/filenames.ts';
import { limits } from '#contracts/limits.ts';
import { isDownloadOf, isRunnableByBytes, unknownType } from '#contracts/media/file-types.ts';
import { isRunnable } from '#contracts/texts/endings.ts';
import type { Allowance } from './allowance.ts';
import { isText } from './is-text.ts';

export interface Picked {
  readonly file: OutgoingFile;
  readonly blob: Blob;
}
/** A message about refused files: `names` share one reason. */
export interface Notice {
  readonly reason: Refusal | 'too_many';
  readonly names: readonly string[];
  /** The limit that a file is over, if it was known when the file was picked. */
  readonly maxBytes?: number;
}

interface PickDeps {
  readonly newId: () => string;
  readonly measure: (blob: Blob) => Promise<{ width: number; height: number } | null>;
  readonly allowance: Allowance;
}

/** Bigger pictures are refused before scaling, to protect the browser's memory. */
const MAX_PICTURE_BYTES = 80 * 1024 * 1024;

type Sorted = { readonly refusal: Refusal } | { readonly mime: string };

/** Enough for every signature. */
const HEAD_BYTES = 1_024;

/** A file without a type that fits its bytes: an unknown one, unless systems run it. */
const sortUnknown = async (file: File): Promise<Sorted> => {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return isRunnableByBytes(head) ? { refusal: 'runnable' } : { mime: unknownType };
};

/** Names and declared types are unreliable: what is text by its bytes is sent as text. */
const sortText = async (file: File, isDeclared: boolean, types: FileTypes): Promise<Sorted> => {
  if (file.size <= limits.attachment.checkedBytes && (await isText(file))) {
    return { mime: 'text/plain' };
  }
  if (types === 'any') return sortUnknown(file);
  return { refusal: isDeclared ? 'not_text' : 'type' };
};

/** Audio, video, documents and archives whose bytes are something else are sent as what they are. */
const sortDownload = async (file: File, mime: string, types: FileTypes): Promise<Sorted> => {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return isDownloadOf(head, mime) === false ? sortText(file, false, types) : { mime };
};

/** The type under which a file is sent, or why it is refused. */
const sort = async (file: File, { types, maxBytes }: Allowance): Promise<Sorted> => {
  const mime = sendableType(file, types);
  if (isRunnable(endingOf(file.name))) return { refusal: 'runnable' };
  if (file.size === 0) return { refusal: 'empty' };
  const isImage = mime !== null && isPicture(mime);
  const isRefused = mime === null && types === 'strict';
  if (file.size > (isImage ? Math.max(MAX_PICTURE_BYTES, maxBytes) : maxBytes)) {
    return { refusal: isRefused ? 'type' : 'too_big' };
  }
  if (mime === null || mime === 'text/plain') return sortText(file, mime !== null, types);
  return sortDownload(file, mime, types);
};

const noticesOf = (
  refused: readonly (readonly [Notice['reason'], File])[],
  { maxBytes }: Allowance,
): Notice[] => {
  const reasons = [...new Set(refused.map(([reason]) => reason))];
  return reasons.map((reason) => ({
    reason,
    names: refused.filter(([other]) => other === reason).map(([, { name }]) => name),
    ...(reason === 'too_big' && { maxBytes }),
  }));
};

/** Splits dropped, pasted or picked files into accepted and refused ones; accepts up to `room`. */
export const pickFiles = async (
  given: readonly File[],
  room: number,
  { newId, measure, allowance }: PickDeps,
): Promise<{ picked: Picked[]; notices: Notice[] }> => {
  const refused: [Notice['reason'], File][] = [];
  const taken: { blob: File; mime: string }[] = [];
  for (const blob of given) {
    const sorted = await sort(blob, allowance);
    if ('refusal' in sorted) refused.push([sorted.refusal, blob]);
    else if (taken.length >= room) refused.push(['too_many', blob]);
    else taken.push({ blob, mime: sorted.mime });
  }
  const picked = await Promise.all(
    taken.map(async ({ blob, mime }): Promise<Picked> => {
      const size = isPicture(mime) ? await measure(blob) : null;
      const filename = safeName(blob.name, mime);
      return { blob, file: { fileId: newId(), filename, mime, sizeBytes: blob.size, ...size } };
    }),
  );
  return { picked, notices: noticesOf(refused, allowance) };
};
