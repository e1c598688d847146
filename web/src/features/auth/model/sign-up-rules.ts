import { flattenError } from 'zod';
import { Registration } from '#contracts/http/auth.ts';
import { ruleWords } from '#site/strings/error-words.ts';
import type { FieldErrors } from '#site/ui/field-errors.ts';

/**
 * Checks by the contract's rules: the first broken rule of each field. A lazy module, because zod
 * is big.
 */
export const checkSignUp = (input: unknown): FieldErrors => {
  const parsed = Registration.safeParse(input);
  if (parsed.success) return {};
  const { fieldErrors } = flattenError(parsed.error);
  return Object.fromEntries(
    Object.entries(fieldErrors).map(([field, [first]]) => [field, ruleWords(first ?? '')]),
  );
};
