import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Small pictures as cameras and programs write them: with Exif (place, time, device), XMP, IPTC, texts and
 * comments that name `SERIAL`, `Camera 1`, `52,31` or `home`. `camera.jpg` (turned a quarter) and `phone.webp`
 * have an orientation and a colour profile; behind the picture `camera.jpg` has a second one with a place
 * of its own. `moving.*` have two frames.
 */
export const photoNames = [
  'camera.jpg',
  'print.jpg',
  'screen.png',
  'moving.png',
  'phone.webp',
  'moving.webp',
  'moving.gif',
  'new.avif',
  'apple.heic',
] as const;
export type PhotoName = (typeof photoNames)[number] | 'scan.tiff';

export const readPhoto = (name: PhotoName): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join('test/support/photos', name)));

/** What a cleaned picture must not contain anywhere. */
export const traces = ['SERIAL', 'Camera 1', '52,31', 'home', 'Example', 'DateTime'] as const;
