/** Actions on objects; `ListBucket` is on the bucket, and makes S3 say that an object is not there. */
export type BucketAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListBucket';

/** Beginnings of object keys; `functions/core/domain/attachment.ts` builds them. */
type ObjectPrefix = 'pending/' | 'att/';

export type BucketRight = Readonly<Partial<Record<BucketAction, readonly ObjectPrefix[]>>>;

/** What each operation does to the upload bucket. A signature is worth what its signer may do. */
export const bucketRights = {
  'BlobStore.signUpload': { PutObject: ['pending/'] },
  'BlobStore.read': { GetObject: ['pending/'], ListBucket: [] },
  'BlobStore.copy': { GetObject: ['pending/'], PutObject: ['att/'], ListBucket: [] },
  'BlobStore.write': { PutObject: ['att/'] },
  'BlobStore.signDownload': { GetObject: ['att/'] },
  'BlobStore.remove': { DeleteObject: ['pending/', 'att/'] },
} as const satisfies Record<string, BucketRight>;

export type BucketOperation = keyof typeof bucketRights;
