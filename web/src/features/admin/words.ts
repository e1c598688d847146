import { ApiError } from '#client';
import { admin as german } from '#site/strings/de/admin.ts';
import { admin as english } from '#site/strings/en/admin.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { pluralIn } from '#site/strings/plural.ts';
import { strings } from '#site/strings/strings.ts';

const catalogue = strings.locale === 'de' ? german : english;
export const words = catalogue(pluralIn(strings.locale));

/** Errors that only operators meet have no words in the strings of every page. */
export const adminErrorWords = (error: unknown): string => {
  const code = error instanceof ApiError ? error.code : null;
  if (code === 'not_operator') return words.notOperator;
  return code === 'operator_account' ? words.person.operatorLead : errorWords(error);
};
