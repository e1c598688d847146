import type { makeFace as Make } from './prepare/face.ts';

/** `makeFace`, loaded with the first photo. */
export const makeFace = async (...args: Parameters<typeof Make>): ReturnType<typeof Make> =>
  (await import('./prepare/face.ts')).makeFace(...args);
