import { limits } from '#contracts/limits.ts';
import { codePoints } from '#contracts/text.ts';
import { strings } from '../strings/strings.ts';

/** The password rules that are shown while typing. */
export const passwordRules = (password: string) => {
  const { length, digit, capital } = strings.auth.passwordRules;
  return [
    { label: length, isMet: codePoints(password) >= limits.password.minLength },
    { label: digit, isMet: /[0-9]/.test(password) },
    { label: capital, isMet: /[A-Z]/.test(password) },
  ];
};
