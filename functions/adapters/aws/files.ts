/**
 * The ports for files. Separate from `index.ts`: S3's client is a quarter of a bundle, so a function that
 * sends messages loads it with the first file.
 */

export { fileInspector } from '../file-inspector.ts';
export { blobStore } from './s3/blob-store.ts';
export { takesUploads } from './s3/takes-uploads.ts';
