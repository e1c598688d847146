import { expect, test } from 'vitest';
import { searchGrams, searchMode, searchPrefixes } from '#core/domain/search.ts';

test.each([
  ['', []],
  ['an', []],
  ['ann', ['ann']],
  ['anna', ['ann', 'nna']],
  ['aaaa', ['aaa']],
  ['a😀bc', ['a😀b', '😀bc']],
])('the pieces of %j are %j', (name, grams) => {
  expect(searchGrams(name)).toEqual(grams);
});

test.each([
  ['', []],
  ['a', ['a']],
  ['an', ['a', 'an']],
  ['😀nna', ['😀', '😀n']],
])('%j starts with %j', (name, prefixes) => {
  expect(searchPrefixes(name)).toEqual(prefixes);
});

test('short queries match starts of names, longer ones parts', () => {
  expect(['', 'an', '😀😀'].map(searchMode)).toEqual(['starts', 'starts', 'starts']);
  expect(['ann', '😀😀😀'].map(searchMode)).toEqual(['contains', 'contains']);
});
