/** The heavy part of the library, to be imported only with the first file: what is sent of a photo. */
export { photoType } from './uploads/clean/clean-photo.ts';
export { prepareFile } from './uploads/prepare/prepare-file.ts';
