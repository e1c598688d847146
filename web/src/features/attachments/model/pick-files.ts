import { limits } from '../../../../../functions/contracts/limits.ts';
import type { OutgoingFile } from '../../../lib/outgoing-file.ts';
import type { Refusal } from '../../../lib/refused-file.ts';
import { isPicture, sendableName, sendableType } from './file-type.ts';

export interface Picked {
  readonly file: OutgoingFile;
  readonly blob: Blob;
}
/** What a person is told of files that were not taken: `names` share one reason. */
export interface Notice {
  readonly reason: Refusal | 'too_many';
  readonly names: readonly string[];
}

interface PickDeps {
  readonly newId: () => string;
  readonly measure: (blob: Blob) => Promise<{ width: number; height: number } | null>;
}

/** Bigger pictures than this are not even tried to be made smaller: no browser should have to. */
const MOST_PICTURE_BYTES = 80 * 1024 * 1024;

/** What is plain before anything is read. */
const refusalOf = (file: File, mime: string | null): Refusal | null => {
  if (mime === null) return 'type';
  if (file.size === 0) return 'empty';
  const most = isPicture(mime) ? MOST_PICTURE_BYTES : limits.attachment.maxBytes;
  return file.size > most ? 'too_big' : null;
};

const noticesOf = (refused: readonly (readonly [Notice['reason'], File])[]): Notice[] => {
  const reasons = [...new Set(refused.map(([reason]) => reason))];
  return reasons.map((reason) => ({
    reason,
    names: refused.filter(([other]) => other === reason).map(([, { name }]) => name),
  }));
};

/** Takes what can be sent of files that were dropped, pasted or picked, up to `room`. */
export const pickFiles = async (
  given: readonly File[],
  room: number,
  { newId, measure }: PickDeps,
): Promise<{ picked: Picked[]; notices: Notice[] }> => {
  const refused: [Notice['reason'], File][] = [];
  const taken: { blob: File; mime: string }[] = [];
  for (const blob of given) {
    const mime = sendableType(blob);
    const refusal = refusalOf(blob, mime);
    if (refusal !== null || mime === null) refused.push([refusal ?? 'type', blob]);
    else if (taken.length >= room) refused.push(['too_many', blob]);
    else taken.push({ blob, mime });
  }
  const picked = await Promise.all(
    taken.map(async ({ blob, mime }): Promise<Picked> => {
      const size = isPicture(mime) ? await measure(blob) : null;
      const filename = sendableName(blob.name);
      return { blob, file: { fileId: newId(), filename, mime, sizeBytes: blob.size, ...size } };
    }),
  );
  return { picked, notices: noticesOf(refused) };
};
