import type { FileInspector } from '../ports/attachments.ts';

interface ImageSize {
  readonly width?: number;
  readonly height?: number;
}

/** Checks bytes against the announced size and type; returns the broken rule. */
export const checkFile = async (
  inspector: FileInspector,
  bytes: Uint8Array,
  announced: { readonly mime: string; readonly sizeBytes: number },
): Promise<{ ok: true; found: ImageSize } | { ok: false; rule: string }> => {
  const { mime, sizeBytes } = announced;
  if (bytes.length !== sizeBytes) {
    return { ok: false, rule: `must have ${sizeBytes} bytes as announced, has ${bytes.length}` };
  }
  const found = await inspector.inspect(bytes, mime);
  return found === 'other_type'
    ? { ok: false, rule: `must be ${mime} by its bytes` }
    : { ok: true, found };
};
