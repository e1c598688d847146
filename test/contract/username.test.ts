import { describe, expect, test } from 'vitest';
import { Username } from '#contracts/fields.ts';
import { brokenNameRule } from '#contracts/names/reserved.ts';

const brokenRule = (name: unknown): string | undefined =>
  Username.safeParse(name).error?.issues[0]?.message ??
  (typeof name === 'string' ? (brokenNameRule(Username.parse(name)) ?? undefined) : undefined);

describe('a name is shown trimmed, composed and in lower case:', () => {
  test.each([
    ['  Ada Lovelace ', 'ada lovelace'],
    ['e\u0301ric', '\u00e9ric'],
    ['Straße', 'straße'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ＡＤＡ', 'ａｄａ'],
  ])('%j as %j', (typed, shown) => {
    expect(Username.parse(typed)).toBe(shown);
  });
});

describe('accepts names that people have:', () => {
  test.each([
    'анна smith',
    'нина-nina',
    '山田たろう',
    '山田abc',
    '김철수kim',
    'ㄅㄆabc',
    'မျှော်',
    'नमस्ते',
    'สวัสดี',
    'น้ำ',
    'nguyễn',
    'łódź',
    'שָׁלוֹם',
    'مُحَمَّد',
    'م١',
    'Ꮳ',
    '각',
    'ᄀ\u1161\u11a8',
    'ａｄａ',
    'ﬁn',
    'İstanbul',
    'ali',
    'mél',
    'support1',
    'ada.1',
    'a\u0301\u0302\u0303\u0304',
  ])('%j', (name) => {
    expect(brokenRule(name)).toBeUndefined();
  });
});

describe('refuses', () => {
  const characters =
    'must be letters, marks, digits and _ . - ! with single inner spaces, without control or zero-width characters';
  const marks = 'must have at most 4 different marks in a row, and none before a letter';
  const alphabets = 'must not mix alphabets within a word';
  const digits = 'must not mix digits of different scripts';
  const reserved = 'must not be a reserved name';
  const anId = 'must not look like an id';
  test.each([
    ['', characters],
    [' ', characters],
    ['a@b', characters],
    ['a\tb', characters],
    ['a  b', characters],
    ['a\u200db', characters],
    ['می\u200cخواهم', characters],
    ['a\u3164b', characters],
    ['x\u034fy', characters],
    ['o\u20e3', characters],
    ['½', characters],
    ['x²', characters],
    ['ⓐ', characters],
    ['😀', characters],
    ['ᴀᴅᴍɪɴ', characters],
    ['ʙoʙ', characters],
    ['عمـر', characters],
    ['\ud800', 'must be 1 to 50 characters long'],
    ['x'.repeat(51), 'must be 1 to 50 characters long'],
    ['...', 'must have a letter or a digit'],
    ['\u0301', 'must have a letter or a digit'],
    ['\u0301'.repeat(50), 'must have a letter or a digit'],
    ['\u0301abc', marks],
    ['a \u0301b', marks],
    ['a.\u0301', marks],
    ['\ufc5ea', marks],
    ['a\u0301\u0302\u0303\u0304\u0305', marks],
    ['\u1ec7\u0301\u0302\u0304', marks],
    ['a\u0301\u0301', marks],
    [`a${'\u093e'.repeat(9)}`, marks],
    ['аda', alphabets],
    ['bοb', alphabets],
    ['김ア', alphabets],
    ['abc١', alphabets],
    ['нинаnina-x', alphabets],
    ['𝐚да', alphabets],
    ['م١۲', digits],
    ['1१', digits],
    ['admın', reserved],
    ['Admin', reserved],
    ['а-d-m-і-n', reserved],
    ['ad.min', reserved],
    ['_admin_', reserved],
    ['ａｄｍｉｎ', reserved],
    ['r00t', reserved],
    ['a11', reserved],
    ['adm1n', reserved],
    ['adm!n', reserved],
    ['ꓮꓓꓟꓲꓠ', reserved],
    ['admín', reserved],
    ['parlẹy', reserved],
    ['nułł', reserved],
    ['support\u0323', reserved],
    ['null', reserved],
    ['support!', reserved],
    ['123e4567-e89b-12d3-a456-426614174000', anId],
    ['l23E4567-e89b-l2d3-a456-42661417400O', anId],
  ])('%j: %s', (name, rule) => {
    expect(brokenRule(name)).toBe(rule);
  });

  test.each([7, null, undefined])('%j', (name) => {
    expect(Username.safeParse(name).success).toBe(false);
  });
});
