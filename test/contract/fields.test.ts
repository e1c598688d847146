import { describe, expect, test } from 'vitest';
import { Email, MessageId, NewPassword, queryInteger, text, Username } from '#contracts/fields.ts';
import { Handshake } from '#contracts/realtime.ts';

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('Username', () => {
  test.each([
    ['Ada', 'ada'],
    ['  Ada Lovelace ', 'ada lovelace'],
    ['e\u0301ric', '\u00e9ric'],
    ['ЮЛІЯ_7.x-!', 'юлія_7.x-!'],
    ['😀'.repeat(0) + 'x'.repeat(50), 'x'.repeat(50)],
  ])('%j is shown as %j', (typed, shown) => {
    expect(Username.parse(typed)).toBe(shown);
  });

  test.each([
    '',
    ' ',
    'a@b',
    'a\tb',
    'a  b',
    'a\u200db',
    'a\u3164b',
    '😀',
    '\ud800',
    'x'.repeat(51),
    7,
    null,
  ])('refuses %j', (typed) => {
    expect(takes(Username, typed)).toBe(false);
  });
});

describe('NewPassword', () => {
  test('follows its rules', () => {
    expect(takes(NewPassword, 'Abcdefg1')).toBe(true);
    for (const bad of ['Abcdef1', 'abcdefg1', 'Abcdefgh', ' Abcdefg1', `A1${'x'.repeat(255)}`]) {
      expect(takes(NewPassword, bad), bad).toBe(false);
    }
  });

  test('is prepared by RFC 8265: spaces are U+0020, letters are composed', () => {
    expect(NewPassword.parse('A\u00a0b\u3000c\u2009d-1')).toBe('A b c d-1');
    expect(NewPassword.parse('Schlu\u0308ssel-1')).toBe('Schl\u00fcssel-1');
    expect(takes(NewPassword, 'Abcdefg1\u00a0')).toBe(false);
    expect(takes(NewPassword, 'A1\u0065\u0301\u0065\u0301\u0065\u0301')).toBe(false);
  });

  test.each(['\t', '\n', '\u0085', '\u007f', '\u2028', '\u200b', '\u00ad', '\u202e', '\ufeff'])(
    'refuses %j, which is invisible',
    (unseen) => {
      expect(takes(NewPassword, `Abcd${unseen}efg1`)).toBe(false);
    },
  );

  test('accepts an emoji of several parts', () => {
    expect(takes(NewPassword, 'Abcdef1👩‍💻❤️')).toBe(true);
  });
});

describe('text', () => {
  test('counts code points and requires well-formed Unicode without NUL', () => {
    const three = text(1, 3);
    expect(takes(three, '🦋🦋🦋')).toBe(true);
    for (const bad of ['', '🦋🦋🦋🦋', '\ud83e', 'a\0b', 1]) expect(takes(three, bad)).toBe(false);
  });
});

describe('queryInteger', () => {
  test.each(['', ' 1', '+1', '-1', '1.0', '1e2', '0x1', '٣', '101', '0'])('refuses %j', (value) => {
    expect(takes(queryInteger({ min: 1, max: 100 }), value)).toBe(false);
  });

  test('accepts digits', () => {
    expect(queryInteger({ min: 1, max: 100 }).parse('007')).toBe(7);
  });
});

test('Email is trimmed and lower-cased; MessageId is letters and digits', () => {
  expect(Email.parse(' Ada@Example.ORG ')).toBe('ada@example.org');
  // Any length: an unknown id is an unknown message, not an invalid request.
  for (const good of ['abcXYZ019', 'x'.repeat(65)]) expect(takes(MessageId, good)).toBe(true);
  for (const bad of ['', 'a-b', 'ä']) expect(takes(MessageId, bad)).toBe(false);
});

test('Handshake requires either a ticket or a token', () => {
  expect(takes(Handshake, { ticket: 'x' })).toBe(true);
  expect(takes(Handshake, { token: 'x', conversation_id: crypto.randomUUID() })).toBe(true);
  // An invalid id is refused like the conversation of others, by the handshake itself.
  expect(takes(Handshake, { token: 'x', conversation_id: 'y' })).toBe(true);
  for (const bad of [{}, { ticket: 'x', token: 'y' }, { ticket: '' }])
    expect(takes(Handshake, bad)).toBe(false);
});
