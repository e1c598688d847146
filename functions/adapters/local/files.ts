/** The ports for files, as in the AWS home. */

export { fileInspector } from '../file-inspector.ts';
export { blobStore, takesUploads } from './index.ts';
