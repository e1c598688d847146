import { expect, it } from 'vitest';
import { firstGraphemes, initialsOf } from '../../web/src/lib/text.ts';

it.each([
  ['ada', 5, 'ada'],
  ['ada lovelace', 3, 'ada'],
  ['straße', 5, 'straß'],
  // A mark belongs to the letter before it, also just after the last one that is taken.
  ['cafe\u0301 noir', 4, 'cafe\u0301'],
  ['e\u0301', 1, 'e\u0301'],
  ['go 🇩🇪🇫🇷 and on', 4, 'go 🇩🇪'],
  ['👩‍👩‍👧 family', 1, '👩‍👩‍👧'],
  ['a\r\nb', 2, 'a\r\n'],
])('the text %j: its first %i characters are %j', (text, count, first) => {
  expect(firstGraphemes(text, count)).toBe(first);
});

it('initials are whole characters', () => {
  expect(initialsOf('ada lovelace')).toBe('AL');
  expect(initialsOf('e\u0301mile')).toBe('E\u0301');
});
