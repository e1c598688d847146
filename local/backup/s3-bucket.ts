import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** Parts of a large file. S3 allows 10,000 of them. */
const partBytes = 32 * 1024 * 1024;

/**
 * A client for S3 or a compatible storage. Region and credentials come from the environment, as for every
 * program of AWS; `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL` names another storage.
 */
const newClient = (): S3Client => {
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'];
  return new S3Client({
    maxAttempts: 5,
    // Other storages know neither checksums of the SDK nor host names for buckets.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    forcePathStyle: Boolean(endpoint),
    ...(endpoint && { endpoint }),
  });
};

/** The objects of a bucket under a prefix, by their names below it. */
export const openBucket = ({ bucket, prefix }: { bucket: string; prefix: string }) => {
  const client = newClient();
  const at = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` });

  const putParts = async (name: string, path: string): Promise<void> => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at(name)));
    const file = await open(path, 'r');
    try {
      const parts: { ETag: string | undefined; PartNumber: number }[] = [];
      for (let PartNumber = 1; ; PartNumber++) {
        const chunk = Buffer.alloc(partBytes);
        const { bytesRead } = await file.read(chunk, 0, partBytes, (PartNumber - 1) * partBytes);
        if (bytesRead === 0) break;
        const Body = chunk.subarray(0, bytesRead);
        const part = { ...at(name), UploadId, PartNumber, Body };
        const { ETag } = await client.send(new UploadPartCommand(part));
        parts.push({ ETag, PartNumber });
      }
      const MultipartUpload = { Parts: parts };
      const whole = { ...at(name), UploadId, MultipartUpload };
      await client.send(new CompleteMultipartUploadCommand(whole));
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand({ ...at(name), UploadId })).catch(() => {});
      throw error;
    } finally {
      await file.close();
    }
  };

  return {
    /** Sizes by name. */
    list: async (under = ''): Promise<Map<string, number>> => {
      const found = new Map<string, number>();
      const query = { Bucket: bucket, Prefix: `${prefix}${under}` };
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, query)) {
        for (const { Key = '', Size = 0 } of Contents) found.set(Key.slice(prefix.length), Size);
      }
      return found;
    },
    putText: async (name: string, Body: string): Promise<void> => {
      await client.send(new PutObjectCommand({ ...at(name), Body }));
    },
    putFile: async (name: string, path: string, sizeBytes: number): Promise<void> => {
      if (sizeBytes > partBytes) return putParts(name, path);
      const Body = createReadStream(path);
      const object = { ...at(name), Body, ContentLength: sizeBytes };
      await client.send(new PutObjectCommand(object));
    },
    getText: async (name: string): Promise<string> => {
      const { Body } = await client.send(new GetObjectCommand(at(name)));
      return (await Body?.transformToString()) ?? '';
    },
    getFile: async (name: string, path: string): Promise<void> => {
      const { Body } = await client.send(new GetObjectCommand(at(name)));
      if (!(Body instanceof Readable)) throw new Error(`${name} has no bytes`);
      await pipeline(Body, createWriteStream(path, { mode: 0o600 }));
    },
    remove: async (name: string): Promise<void> => {
      await client.send(new DeleteObjectCommand(at(name)));
    },
    close: (): void => client.destroy(),
  };
};
export type BackupBucket = ReturnType<typeof openBucket>;
