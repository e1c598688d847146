/**
 * Actions on objects, except `ListBucket`: it is on the bucket, and makes S3 return 404 for a missing
 * object instead of 403.
 */
export type BucketAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListBucket';

/** Prefixes of object keys; `functions/core/domain/attachment.ts` builds the keys. */
type ObjectPrefix = 'pending/' | 'att/';

export type BucketRight = Readonly<Partial<Record<BucketAction, readonly ObjectPrefix[]>>>;

/** The bucket actions of each operation. A signed URL has only the rights of its signer. */
export const bucketRights = {
  'BlobStore.signUpload': { PutObject: ['pending/'] },
  'BlobStore.read': { GetObject: ['pending/'], ListBucket: [] },
  'BlobStore.copy': { GetObject: ['pending/'], PutObject: ['att/'], ListBucket: [] },
  'BlobStore.duplicate': { GetObject: ['att/'], PutObject: ['att/'], ListBucket: [] },
  'BlobStore.write': { PutObject: ['att/'] },
  'BlobStore.signDownload': { GetObject: ['att/'] },
  'BlobStore.remove': { DeleteObject: ['pending/', 'att/'] },
} as const satisfies Record<string, BucketRight>;

export type BucketOperation = keyof typeof bucketRights;
