import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { caseFolding } from '#contracts/names/case-folding.ts';
import { confusables } from '#contracts/names/confusables.ts';
import { foldName, namesVersion } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';

const everyCharacter = (function* () {
  for (let point = 0x20; point < 0x11_0000; point++) {
    const one = String.fromCodePoint(point);
    if (one.isWellFormed() && /[\p{L}\p{M}\p{N}]/u.test(one)) yield one;
  }
})();
const characters = [...everyCharacter];

describe('names with the same fold', () => {
  test.each([
    ['straße', 'STRASSE', 'STRAẞE', 'ſtraſſe'],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['i̇stanbul', 'İstanbul', 'İSTANBUL'],
    ['ﬁn', 'FIN', 'ﬁN'],
    ['ｆｕｌｌ', 'full', 'FULL'],
    ['ǆ', 'ǅ', 'Ǆ', 'dž'],
    ['ᎠᎠ', 'ꭰꭰ', 'Ꭰꭰ'],
    ['k', 'K', 'K'],
    ['å', 'Å', 'A\u030a', 'Å'],
    ['ᾳ', 'ᾼ', 'ΑΙ', 'αι'],
    ['ա', 'Ա'],
    ['և', 'եւ', 'ԵՒ'],
    ['ა', 'Ა'],
    ['𝐚𝐝𝐚', 'ada', 'ⓐⓓⓐ', 'ᵃᵈᵃ'],
    ['각', 'ᄀ\u1161\u11a8'],
    ['می\u200cخواهم', 'میخواهم'],
    ['x\u034fy', 'xy'],
    ['ŉ', 'ʼN'],
    ['𐐨', '𐐀'],
  ])('%j', (one, ...others) => {
    for (const other of others) expect(foldName(other)).toBe(foldName(one));
  });
});

test('different names stay different: ı and i, й and и, 3 and ٣', () => {
  for (const [one = '', other = ''] of ['ıi', 'йи', '3٣', 'çc', 'аa']) {
    expect(foldName(one)).not.toBe(foldName(other));
  }
});

it('folds every character completely, as Unicode demands', () => {
  const unstable = characters.filter((one) => foldName(foldName(one)) !== foldName(one));
  const cased = characters.filter(
    (one) => one !== 'ı' && foldName(one.toUpperCase()) !== foldName(one.toLowerCase()),
  );

  expect(unstable).toEqual([]);
  expect(cased).toEqual([]);
  expect(characters.length).toBeGreaterThan(140_000);
});

describe('confusable names', () => {
  test.each([
    ['ape', 'аре'],
    ['ada', 'ꓮꓓꓮ'],
    ['admin', 'admın'],
    ['ada.l', 'ada.1'],
    ['bob', 'b0b'],
    ['mary', 'rnary'],
    ['istanbul', 'i̇stanbul'],
    ['paypal', 'раураӏ'],
    ['straße', 'STRASSE'],
  ])('%j and %j', (one, other) => {
    expect(skeletonOf(other)).toBe(skeletonOf(one));
  });

  test.each([
    ['ada', 'adá'],
    ['anna', 'ana'],
    ['user-1', 'user-2'],
    ['müller', 'muller'],
  ])('are not %j and %j', (one, other) => {
    expect(skeletonOf(other)).not.toBe(skeletonOf(one));
  });
});

it('the tables belong to this version: a change requires a new namesVersion', () => {
  const hash = createHash('sha256').update(caseFolding).update(confusables).digest('hex');

  expect([namesVersion, hash.slice(0, 16)]).toEqual([1, 'ced5a6303a689711']);
});

it('a fold fits into a key of DynamoDB, whatever 50 characters the name has', () => {
  const longest = (form: (name: string) => string): number =>
    characters.reduce((most, one) => Math.max(most, Buffer.byteLength(form(one))), 0);

  for (const form of [foldName, skeletonOf]) {
    expect(longest(form) * 50 + Buffer.byteLength('LOOKS#')).toBeLessThan(2_048);
  }
});
