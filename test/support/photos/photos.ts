import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Small pictures like those of cameras and programs: with Exif (place, time, device), XMP, IPTC,
 * texts and comments that contain `SERIAL`, `Camera 1`, `52,31` or `home`. `camera.jpg` (rotated by
 * 90°) and `phone.webp` have an orientation and a colour profile; after `camera.jpg` follows a
 * second picture with its own place. `moving.*` have two frames.
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

/** Texts that a cleaned picture must not contain. */
export const traces = ['SERIAL', 'Camera 1', '52,31', 'home', 'Example', 'DateTime'] as const;
