import { describe, expect, it } from 'vitest';
import { CARD_HEIGHT, filesHeight, isPhoto, photoBox, TILE_GAP } from '#site/ui/photo-layout.ts';

const photo = (width?: number, height?: number) => ({ mime: 'image/jpeg', width, height });
const pdf = { mime: 'application/pdf' };

describe('a photo has a type that every browser shows, and a limited size', () => {
  it.each([
    ['image/png', 4_000, 3_000, true],
    ['image/jpeg', 10_000, 5_000, true],
    ['image/jpeg', 10_000, 5_001, false],
    ['image/png', 22_000, 22_000, false],
    ['image/png', undefined, undefined, false],
    ['image/heic', 40, 30, false],
    ['image/svg+xml', 40, 30, false],
    ['application/pdf', undefined, undefined, false],
  ])('%s of %s × %s: %s', (mime, width, height, expected) => {
    expect(isPhoto({ mime, width, height })).toBe(expected);
  });
});

describe('the box of a photo', () => {
  it.each([
    [4_000, 3_000, 320, 240],
    [3_000, 4_000, 285, 380],
    [200, 100, 200, 100],
    // Strips are cropped; tiny pictures are enlarged only to the size of a touch target.
    [1_000, 10_000, 96, 380],
    [10_000, 1_000, 320, 96],
    [16, 16, 96, 96],
  ])('is, for %d × %d, %d × %d', (width, height, boxWidth, boxHeight) => {
    expect(photoBox(photo(width, height))).toEqual({ width: boxWidth, height: boxHeight });
  });

  it('is a square if its size is unknown', () => {
    expect(photoBox(photo())).toEqual({ width: 240, height: 240 });
  });
});

describe('the height of files', () => {
  it('of one photo shrinks with the width', () => {
    expect(filesHeight([photo(4_000, 3_000)], 500)).toBe(240);
    expect(filesHeight([photo(4_000, 3_000)], 160)).toBe(120);
  });

  it('of several photos is that of their tiles, at most four', () => {
    expect(filesHeight([photo(8, 8), photo(8, 8)], 320)).toBe(158);
    expect(filesHeight([photo(8, 8), photo(8, 8), photo(8, 8)], 320)).toBe(320);
    expect(filesHeight(Array(10).fill(photo(8, 8)), 320)).toBe(320);
  });

  it('of cards is their sum, below the photos', () => {
    expect(filesHeight([pdf], 320)).toBe(CARD_HEIGHT);
    expect(filesHeight([pdf, photo(320, 200), pdf], 320)).toBe(
      200 + 2 * CARD_HEIGHT + 2 * TILE_GAP,
    );
  });
});
