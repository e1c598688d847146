import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { create as contentDisposition } from 'content-disposition';
import type { BlobStore, UploadForm } from '#core/ports/attachments.ts';
import type { Bucket } from './client.ts';

/** Signatures last whole seconds. Zero or negative for an expired time. */
const secondsUntil = ({ clock }: Bucket, time: number): number =>
  Math.ceil((time - clock.now()) / 1_000);

/** S3 refuses any other key, type, size or field, and any use after the expiry. */
export const signUpload = (
  bucket: Bucket,
  { key, mime, sizeBytes, expiresAt }: Parameters<BlobStore['signUpload']>[0],
): Promise<UploadForm> =>
  createPresignedPost(bucket.client, {
    Bucket: bucket.name,
    Key: key,
    Fields: { 'Content-Type': mime },
    Conditions: [['content-length-range', sizeBytes, sizeBytes]],
    Expires: secondsUntil(bucket, expiresAt),
  });

/** A signed URL can set only these response headers: no `nosniff`, no security policy. */
export const signDownload = (
  bucket: Bucket,
  { key, filename, mime, isInline, expiresAt }: Parameters<BlobStore['signDownload']>[0],
): Promise<string> => {
  const command = new GetObjectCommand({
    Bucket: bucket.name,
    Key: key,
    ResponseContentType: mime,
    // No caching, since URL and file must end with their message.
    ResponseCacheControl: 'private, no-store',
    ResponseContentDisposition: contentDisposition(filename, {
      type: isInline ? 'inline' : 'attachment',
    }),
  });
  return getSignedUrl(bucket.client, command, { expiresIn: secondsUntil(bucket, expiresAt) });
};
