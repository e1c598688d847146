import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cleaned } from '#client/uploads/clean/bytes.ts';
import { cleanPhoto } from '#client/uploads/clean/clean-photo.ts';
import type { PhotoName } from '#test/support/photos/photos.ts';
import { photoNames, readPhoto, traces } from '#test/support/photos/photos.ts';

/** The bytes as characters, one to one. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const cleaned = (name: PhotoName): string =>
  textOf(Buffer.concat(cleanPhoto(readPhoto(name)) ?? []));

describe.each(photoNames)('%s', (name) => {
  it('keeps no metadata about place, time, device and author', () => {
    const before = textOf(readPhoto(name));
    const after = cleaned(name);

    expect(after.length).toBeGreaterThan(100);
    for (const trace of traces) expect(after).not.toContain(trace);
    if (!name.startsWith('moving.png')) {
      expect(traces.some((trace) => before.includes(trace))).toBe(true);
    }
  });

  it('is not changed when it is cleaned again', () => {
    const once = Buffer.concat(cleanPhoto(readPhoto(name)) ?? []);
    const twice = Buffer.concat(cleanPhoto(new Uint8Array(once)) ?? []);

    expect(twice.equals(once)).toBe(true);
  });

  it('is refused or cut if the file is truncated, without an exception', () => {
    const whole = readPhoto(name);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(255), (at, byte) => {
        const broken = whole.slice();
        broken[at] = byte;
        const results: Cleaned[] = [cleanPhoto(whole.slice(0, at)), cleanPhoto(broken)];
        for (const parts of results) expect(parts === null || Array.isArray(parts)).toBe(true);
      }),
    );
  });
});

it('the appearance of a picture stays: orientation, colour profile, frames', () => {
  const orientationSix = '\x01\x12\0\x03\0\0\0\x01\0\x06';
  expect(cleaned('camera.jpg')).toContain(`Exif\0\0MM\0*\0\0\0\x08\0\x01${orientationSix}`);
  expect(cleaned('camera.jpg')).toContain('ICC_PROFILE');
  expect(cleaned('phone.webp')).toContain(orientationSix);
  expect(cleaned('phone.webp')).toContain('ICCP');
  expect(cleaned('print.jpg')).toContain('Adobe');
  expect(cleaned('screen.png')).toContain('iCCP');
  expect(cleaned('moving.png')).toContain('acTL');
  expect(cleaned('moving.webp').split('ANMF')).toHaveLength(3);
  expect(cleaned('moving.gif')).toContain('NETSCAPE2.0');
});

it('a JPEG is cut where its picture ends, so a second picture after it is removed', () => {
  expect(textOf(readPhoto('camera.jpg')).split('\xff\xd8\xff')).toHaveLength(3);
  expect(cleaned('camera.jpg').split('\xff\xd8\xff')).toHaveLength(2);
  expect(cleaned('camera.jpg').endsWith('\xff\xd9')).toBe(true);
});

it('a HEIC or AVIF keeps its length, so that all offsets stay valid', () => {
  for (const name of ['apple.heic', 'new.avif'] as const) {
    expect(cleaned(name)).toHaveLength(readPhoto(name).length);
  }
});

it('an unknown format does not count as clean', () => {
  expect(cleanPhoto(readPhoto('scan.tiff'))).toBeNull();
  expect(cleanPhoto(new Uint8Array())).toBeNull();
  expect(cleanPhoto(new TextEncoder().encode('<svg xmlns="…"/>'))).toBeNull();
});
