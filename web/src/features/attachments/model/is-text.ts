const CHUNK_BYTES = 1024 * 1024;

/** Whether it is UTF-8 without NUL, the rule of the server. Stops at the first invalid byte. */
export const isText = async (blob: Blob): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < blob.size; at += CHUNK_BYTES) {
      const bytes = new Uint8Array(await blob.slice(at, at + CHUNK_BYTES).arrayBuffer());
      if (bytes.includes(0)) return false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
};
