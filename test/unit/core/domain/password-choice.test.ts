import { describe, expect, test } from 'vitest';
import { NewPassword } from '#contracts/fields.ts';
import { commonPasswords } from '#core/domain/common-passwords.ts';
import { weaknessOf } from '#core/domain/password-choice.ts';

const name = 'must not be the name';
const common = 'must not be one of the commonest passwords';

describe('a new password', () => {
  test.each([
    'Password1',
    'PASSWORD1',
    'Passw0rd',
    'P@ssw0rd1',
    'P@$$w0rd1',
    'Password2026!',
    'Password\u00a01',
    'Qwerty123',
    'Welcome1',
    'Letmein1!',
    'Abcd1234',
    '1Q2w3e4r',
    'Dragon123',
    'Iloveyou1',
    'Changeme1',
    'Passwort1',
  ])('is refused if it is too common: %s', (password) => {
    expect(weaknessOf(password, 'ada')).toBe(common);
  });

  test.each([
    ['adalovelace', 'Adalovelace1'],
    ['adalovelace', 'ADALOVELACE-1843!'],
    ['ada.lovelace', 'Ada_Lovelace9'],
    ['ada lovelace', '1AdaLovelace'],
    ['ada', 'Ada1Ada2Ada3'],
    ['ada', 'Ada-1843-1843'],
    ['adalovelace', '4d4L0vel4ce'],
    ['ﬁnnegan', 'Finnegan1'],
    ['юлія', 'A1юлія'.replace('A1', '')],
    ['12345678', 'A12345678'],
    ['12345678', 'A1234-5678'],
  ])('of the user %s is not %s', (username, password) => {
    expect(weaknessOf(password, username)).toBe(name);
  });

  test.each([
    ['ada', 'Engine-1843'],
    ['ada', 'Correct-Horse-1'],
    ['ada', 'Adamant-Lace-1'],
    ['a', 'Banana-Boat-77'],
    ['ada', 'Right-Pass-1'],
    ['ada', 'Parley-Demo-1'],
    ['12', 'Engine-1843'],
    ['12345678', '1234A5678x'],
  ])('of the user %s may be %s', (username, password) => {
    expect(weaknessOf(password, username)).toBeNull();
  });

  test('is refused in any case if it is listed, though it passes the other rules', () => {
    expect(commonPasswords.size).toBeGreaterThan(300);
    for (const listed of commonPasswords) {
      const typed = listed.replace(/[a-z]/, (letter) => letter.toUpperCase());
      expect(NewPassword.safeParse(typed).success, typed).toBe(true);
      expect(weaknessOf(typed, 'ada'), typed).toBe(common);
    }
  });
});
