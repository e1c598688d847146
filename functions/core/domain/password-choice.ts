import { foldName } from '#contracts/names/fold.ts';
import { preparePassword } from '#contracts/password.ts';
import { commonPasswords, commonWords } from './common-passwords.ts';

/** Common substitutes for letters. */
const substitutes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const spelledOut = (text: string): string =>
  text.replace(/[01345@$!]/g, (character) => substitutes[character] ?? character);

/** Removes digits and symbols that people append to satisfy rules: `Password2026!` becomes `Password`. */
const withoutTail = (text: string): string => text.replace(/[^\p{L}]{1,5}$/u, '');

const isCommon = (password: string): boolean => {
  const plain = foldName(password);
  const forms = [plain, withoutTail(plain)].flatMap((form) => [form, spelledOut(form)]);
  return forms.some((form) => commonPasswords.has(form) || commonWords.has(form));
};

const lettersOf = (text: string): string => foldName(text).replace(/[^\p{L}\p{M}]/gu, '');
const alphanumericsOf = (text: string): string =>
  foldName(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Is the password only the name, once or repeated, ignoring case and surrounding digits and symbols? */
const isName = (password: string, username: string): boolean => {
  const name = lettersOf(username);
  if (name === '') return alphanumericsOf(password).includes(alphanumericsOf(username));
  return [lettersOf(password), lettersOf(spelledOut(password))].some(
    (letters) => letters.replaceAll(name, '') === '',
  );
};

/** The rule, in addition to the contract's, that a new password of this user breaks; null if it is fine. */
export const weaknessOf = (password: string, username: string): string | null => {
  const prepared = preparePassword(password);
  if (isName(prepared, username)) return 'must not be the name';
  return isCommon(prepared) ? 'must not be one of the commonest passwords' : null;
};
