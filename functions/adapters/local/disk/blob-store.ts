import type { BlobStore } from '#core/ports/attachments.ts';
import { encodeLink } from './download-link.ts';
import type { Files } from './files.ts';
import type { Signer } from './signer.ts';
import { encodePolicy } from './upload-policy.ts';

/** The path for uploads and downloads of this process, outside the API's prefix. */
export const filesPath = '/files';

/** Attachments on the local disk. The one-process server accepts and serves what is signed here. */
export const diskBlobStore = (files: Files, signer: Signer): BlobStore => ({
  signUpload: async (upload) => {
    const policy = encodePolicy(upload);
    return {
      url: filesPath,
      fields: {
        key: upload.key,
        'Content-Type': upload.mime,
        policy,
        'x-amz-signature': await signer.sign('upload', policy),
      },
    };
  },
  read: (key, maxBytes) => files.read(key, maxBytes),
  copy: ({ from, to, etag }) => files.copy(from, to, etag),
  duplicate: async ({ from, to }) => {
    const found = await files.read(from, 0);
    return found !== null && files.copy(from, to, found.etag);
  },
  write: (key, bytes) => files.write(key, bytes),
  signDownload: async (download) => {
    const link = encodeLink(download);
    return `${filesPath}/${link}.${await signer.sign('download', link)}`;
  },
  remove: async (keys) => {
    await Promise.all(keys.map((key) => files.remove(key)));
  },
});
