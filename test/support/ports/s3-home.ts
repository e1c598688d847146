import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3BlobStore } from '#functions/adapters/aws/s3/blob-store.ts';
import { type Bucket, s3Client } from '#functions/adapters/aws/s3/client.ts';
import { clock } from '#functions/adapters/system.ts';
import type { Blobs } from './blobs.ts';

/** A new bucket on an emulator. */
export const openS3 = async (endpoint: string): Promise<Blobs & { bucket: Bucket }> => {
  const client = s3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  const name = `ports-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: name }));
  const bucket = { name, client, clock };
  return { blobs: s3BlobStore(bucket), origin: endpoint, bucket };
};
