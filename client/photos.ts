/**
 * `parley-client/photos`: types and preparation of files, also for a worker, without the rest of the library. `index.ts` loads
 * the same code with the first file.
 */
export { photoType } from './uploads/clean/clean-photo.ts';
export type { Crop } from './uploads/prepare/face.ts';
export { makeFace } from './uploads/prepare/face.ts';
export { sendableType } from './uploads/prepare/file-type.ts';
export { prepareFile } from './uploads/prepare/prepare-file.ts';
