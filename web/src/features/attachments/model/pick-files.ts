import type { OutgoingFile, Refusal } from '#client';
import { isPicture, sendableType } from '#client';
import { endingOf, safeName } from '#contracts/filenames.ts';
import { limits } from '#contracts/limits.ts';
import { isRunnable } from '#contracts/texts/endings.ts';
import { isText } from './is-text.ts';

export interface Picked {
  readonly file: OutgoingFile;
  readonly blob: Blob;
}
/** A message about refused files: `names` share one reason. */
export interface Notice {
  readonly reason: Refusal | 'too_many';
  readonly names: readonly string[];
}

interface PickDeps {
  readonly newId: () => string;
  readonly measure: (blob: Blob) => Promise<{ width: number; height: number } | null>;
}

/** Bigger pictures are refused before scaling, to protect the browser's memory. */
const MAX_PICTURE_BYTES = 80 * 1024 * 1024;

type Sorted = { readonly refusal: Refusal } | { readonly mime: string };

/** Names and declared types are unreliable: what is text by its bytes is sent as text. */
const sortText = async (file: File, isDeclared: boolean): Promise<Sorted> => {
  if (await isText(file)) return { mime: 'text/plain' };
  return { refusal: isDeclared ? 'not_text' : 'type' };
};

/** The type under which a file is sent, or why it is refused. */
const sort = async (file: File): Promise<Sorted> => {
  const mime = sendableType(file);
  if (isRunnable(endingOf(file.name))) return { refusal: 'runnable' };
  if (file.size === 0) return { refusal: 'empty' };
  const isImage = mime !== null && isPicture(mime);
  const maxBytes = isImage ? MAX_PICTURE_BYTES : limits.attachment.maxBytes;
  if (file.size > maxBytes) return { refusal: mime === null ? 'type' : 'too_big' };
  if (mime === null || mime === 'text/plain') return sortText(file, mime !== null);
  return { mime };
};

const noticesOf = (refused: readonly (readonly [Notice['reason'], File])[]): Notice[] => {
  const reasons = [...new Set(refused.map(([reason]) => reason))];
  return reasons.map((reason) => ({
    reason,
    names: refused.filter(([other]) => other === reason).map(([, { name }]) => name),
  }));
};

/** Splits dropped, pasted or picked files into accepted and refused ones; accepts up to `room`. */
export const pickFiles = async (
  given: readonly File[],
  room: number,
  { newId, measure }: PickDeps,
): Promise<{ picked: Picked[]; notices: Notice[] }> => {
  const refused: [Notice['reason'], File][] = [];
  const taken: { blob: File; mime: string }[] = [];
  for (const blob of given) {
    const sorted = await sort(blob);
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
  return { picked, notices: noticesOf(refused) };
};
