import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { BlobStore } from '#core/ports/attachments.ts';
import { clock as systemClock } from '../../system.ts';
import { type Bucket, s3Client } from './client.ts';
import { calling, hasChanged, isAbsent } from './failures.ts';
import { signDownload, signUpload } from './signatures.ts';

/** S3's limit per call. */
const maxKeys = 1_000;

/** The size of the whole object: of a part, S3 says "bytes 0-9/20". */
const sizeOf = ({ ContentRange, ContentLength }: GetObjectCommandOutput): number =>
  Number(ContentRange?.split('/')[1] ?? ContentLength);

const read = async (
  { client, name }: Bucket,
  key: string,
  maxBytes?: number,
): ReturnType<BlobStore['read']> => {
  const Range = maxBytes === undefined ? undefined : `bytes=0-${maxBytes - 1}`;
  try {
    const found = await client.send(new GetObjectCommand({ Bucket: name, Key: key, Range }));
    const { Body, ETag } = found;
    if (!Body || !ETag) throw new Error('S3 answered without body or version');
    return { bytes: await Body.transformToByteArray(), sizeBytes: sizeOf(found), etag: ETag };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
};

const copy = async (
  { client, name }: Bucket,
  { from, to, etag, mime }: { from: string; to: string; etag?: string; mime: string },
): Promise<boolean> => {
  const command = new CopyObjectCommand({
    Bucket: name,
    Key: to,
    CopySource: `${name}/${from}`,
    CopySourceIfMatch: etag,
    // Discards headers and tags of the upload.
    MetadataDirective: 'REPLACE',
    TaggingDirective: 'REPLACE',
    ContentType: mime,
  });
  try {
    await client.send(command);
    return true;
  } catch (error) {
    if (isAbsent(error) || hasChanged(error)) return false;
    throw error;
  }
};

const removePortion = async ({ client, name }: Bucket, keys: readonly string[]): Promise<void> => {
  const Objects = keys.map((Key) => ({ Key }));
  const command = new DeleteObjectsCommand({ Bucket: name, Delete: { Objects, Quiet: true } });
  const { Errors = [] } = await client.send(command);
  const [first] = Errors;
  // The call succeeds even if single keys fail.
  if (first) throw new Error(`${Errors.length} objects stay, ${first.Key}: ${first.Code}`);
};

/** Attachments in a private bucket. Browsers read and write by URLs signed with the function's rights. */
export const s3BlobStore = (bucket: Bucket): BlobStore => ({
  signUpload: (upload) => signUpload(bucket, upload),
  signDownload: (download) => signDownload(bucket, download),
  read: (key, maxBytes) => calling(read(bucket, key, maxBytes)),
  copy: (request) => calling(copy(bucket, request)),
  duplicate: (request) => calling(copy(bucket, request)),
  write: async (key, bytes, mime) => {
    const object = { Bucket: bucket.name, Key: key, Body: bytes, ContentType: mime };
    await calling(bucket.client.send(new PutObjectCommand(object)));
  },
  remove: async (keys) => {
    for (let start = 0; start < keys.length; start += maxKeys) {
      await calling(removePortion(bucket, keys.slice(start, start + maxKeys)));
    }
  },
});

export const blobStore = (env: { readonly UPLOAD_BUCKET_NAME: string }): BlobStore =>
  s3BlobStore({ name: env.UPLOAD_BUCKET_NAME, client: s3Client(), clock: systemClock });
