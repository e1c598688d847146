import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { storedKey } from '#core/domain/attachment.ts';
import type { ArchiveSource, ArchiveTarget } from '#core/ports/archive.ts';
import type { Bucket } from '../s3/client.ts';
import { isAbsent } from '../s3/failures.ts';

type Blobs = Pick<ArchiveSource, 'openBlob'> & Pick<ArchiveTarget, 'hasBlob' | 'putBlob'>;

/** The whole bytes, checked. At most those of the largest file. */
const bytesOf = async ({ id, sha256, open }: Parameters<Blobs['putBlob']>[0]): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new Error(`the bytes of ${id} are damaged`);
};

/** The checked attachments of a bucket. */
export const bucketBlobs = ({ client, name: Bucket }: Bucket): Blobs => ({
  openBlob: async (id) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: storedKey(id) }));
      return (Body as unknown as AsyncIterable<Uint8Array> | undefined) ?? null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  hasBlob: async ({ id, sizeBytes }) => {
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key: storedKey(id) }));
      return found.ContentLength === sizeBytes;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  },
  putBlob: async (blob) => {
    const Body = await bytesOf(blob);
    const object = { Bucket, Key: storedKey(blob.id), Body, ContentType: blob.mime };
    // S3 compares the bytes that arrive with their hash.
    const ChecksumSHA256 = Buffer.from(blob.sha256, 'hex').toString('base64');
    await client.send(new PutObjectCommand({ ...object, ChecksumSHA256 }));
  },
});
