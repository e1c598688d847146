/**
 * The ports that only files need. Apart from `index.ts`: S3's client is a quarter of a bundle, and a function
 * that may send a text without files loads it with the first file.
 */

export { fileInspector } from '../file-inspector.ts';
export { blobStore } from './s3/blob-store.ts';
export { takesUploads } from './s3/takes-uploads.ts';
