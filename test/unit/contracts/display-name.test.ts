import { describe, expect, test } from 'vitest';
import { About, DisplayName } from '#contracts/names/display-name.ts';
import { foldDisplayName, queryForms } from '#contracts/names/search-fold.ts';

const rulesOf = (value: string): string[] => {
  const parsed = DisplayName.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
};

describe('a display name', () => {
  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \n Lovelace\t', 'Ada Lovelace'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['Анна Smith', 'Анна Smith'],
    ["O'Brien (work) & Söhne, 3rd", "O'Brien (work) & Söhne, 3rd"],
    ['Ada 👩‍💻 ❤️', 'Ada 👩‍💻 ❤️'],
    ['アダ・ラブレス', 'アダ・ラブレス'],
    ['ആഡ ലവ്‌ലേസ്', 'ആഡ ലവ്‌ലേസ്'],
    ['x'.repeat(50), 'x'.repeat(50)],
  ])('%j is %j', (given, stored) => {
    expect(DisplayName.parse(given)).toBe(stored);
  });

  test.each([
    ['', 'must have a visible character'],
    [' \u2800 ', 'must have a visible character'],
    ['x'.repeat(51), 'must be 1 to 50 characters long'],
    ['a\u202eb', 'must not have control or invisible characters'],
    ['a\u0007b', 'must not have control or invisible characters'],
    ['Ada\u200b', 'must not have control or invisible characters'],
    [
      `Ada${'\u0301\u0302\u0303\u0304\u0305'}`,
      'must have at most 4 marks in a row, each on a letter',
    ],
    ['Ada \u0301', 'must have at most 4 marks in a row, each on a letter'],
    ['Аda', 'must not mix alphabets within a word'],
    ['Ada ٣3', 'must not mix digits of different scripts'],
  ])('%j is refused: %s', (given, rule) => {
    expect(rulesOf(given)).toContain(rule);
  });

  test('is searched without case and accents', () => {
    expect(foldDisplayName('José ŁÓDŹ Straße')).toBe('jose lodz strasse');
    expect(queryForms('Jose')).toEqual(['jose']);
    expect(queryForms('José')).toEqual(['josé', 'jose']);
    expect(queryForms(' ')).toEqual([]);
  });
});

test('a line about oneself is one line of up to 140 characters', () => {
  expect(About.parse(' At the sea,\n until Monday ')).toBe('At the sea, until Monday');
  expect(About.safeParse('x'.repeat(140)).success).toBe(true);
  expect(About.safeParse('x'.repeat(141)).success).toBe(false);
  expect(About.safeParse('\u200b').success).toBe(false);
});
