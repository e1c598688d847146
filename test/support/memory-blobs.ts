import type { BlobStore, FileInspector } from '#core/ports/attachments.ts';

interface Stored {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** Bytes by key in memory; `uploaded` stores bytes without a form. */
export const memoryBlobs = () => {
  const stored = new Map<string, Stored>();
  let versions = 0;
  const put = (key: string, bytes: Uint8Array): void => {
    stored.set(key, { bytes, etag: `version ${++versions}` });
  };
  const blobs: BlobStore = {
    signUpload: async ({ key }) => ({ url: '/files', fields: { key } }),
    read: async (key, maxBytes) => {
      const found = stored.get(key);
      if (!found) return null;
      const { bytes, etag } = found;
      return { bytes: bytes.subarray(0, maxBytes), sizeBytes: bytes.length, etag };
    },
    copy: async ({ from, to, etag }) => {
      const found = stored.get(from);
      if (found?.etag !== etag) return false;
      put(to, found.bytes);
      return true;
    },
    duplicate: async ({ from, to }) => {
      const found = stored.get(from);
      if (found) put(to, found.bytes);
      return found !== undefined;
    },
    write: async (key, bytes) => put(key, bytes),
    signDownload: async ({ key }) => `/files/${key}`,
    remove: async (keys) => {
      for (const key of keys) stored.delete(key);
    },
  };
  return { blobs, uploaded: put, keys: () => [...stored.keys()] };
};
export type MemoryBlobs = ReturnType<typeof memoryBlobs>;

/** A disk with free space. */
export const alwaysRoom = async (): Promise<boolean> => true;

/** Accepts any bytes as the declared type. */
export const noLook: FileInspector = { inspect: async () => ({}) };
