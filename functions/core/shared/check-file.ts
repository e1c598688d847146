import { unknownType } from '#contracts/media/file-types.ts';
import type { FileInspector } from '../ports/attachments.ts';

interface ImageSize {
  readonly width?: number;
  readonly height?: number;
}

const runnableRule = 'must not be a program by its bytes: such files go in a zip archive';

/** Checks the first bytes and the size against the announced size and type; returns the broken rule. */
export const checkFile = async (
  inspector: FileInspector,
  found: { readonly bytes: Uint8Array; readonly sizeBytes: number },
  announced: { readonly mime: string; readonly sizeBytes: number },
): Promise<{ ok: true; size: ImageSize } | { ok: false; rule: string }> => {
  const { mime, sizeBytes } = announced;
  if (found.sizeBytes !== sizeBytes) {
    return { ok: false, rule: `must have ${sizeBytes} bytes as announced, has ${found.sizeBytes}` };
  }
  const size = await inspector.inspect(found.bytes, mime);
  if (size !== 'other_type') return { ok: true, size };
  const rule = mime === unknownType ? runnableRule : `must be ${mime} by its bytes`;
  return { ok: false, rule };
};
