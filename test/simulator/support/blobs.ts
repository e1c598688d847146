import type { BlobStore, FileInspector } from '../../../functions/core/ports/attachments.ts';

/** Bytes that outlive the process of the server. A form is the key that it puts. */
export const createMemoryBlobs = () => {
  const stored = new Map<string, { bytes: Uint8Array; etag: string }>();
  let puts = 0;
  const put = (key: string, bytes: Uint8Array): void =>
    void stored.set(key, { bytes, etag: String(++puts) });
  const blobs: BlobStore = {
    signUpload: async ({ key }) => ({ url: 'http://parley.test/files', fields: { key } }),
    read: async (key) => stored.get(key) ?? null,
    copy: async ({ from, to, etag }) => {
      const found = stored.get(from);
      if (found?.etag !== etag) return false;
      put(to, found.bytes);
      return true;
    },
    write: async (key, bytes) => put(key, bytes),
    signDownload: async ({ key }) => `http://parley.test/files/${key}`,
    remove: async (keys) => {
      for (const key of keys) stored.delete(key);
    },
  };
  return { blobs, put };
};
export type MemoryBlobs = ReturnType<typeof createMemoryBlobs>;

/** Only texts are sent here. */
export const noLook: FileInspector = { inspect: async () => ({}) };
