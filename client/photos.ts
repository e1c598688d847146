/**
 * `parley-client/photos`: photo preparation for a worker, without the rest of the library. `index.ts` loads
 * the same code with the first file.
 */
export { photoType } from './uploads/clean/clean-photo.ts';
export { prepareFile } from './uploads/prepare/prepare-file.ts';
