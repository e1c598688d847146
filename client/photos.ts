/** Photo preparation, the heavy part of the library: import it only with the first file. */
export { photoType } from './uploads/clean/clean-photo.ts';
export { prepareFile } from './uploads/prepare/prepare-file.ts';
