import { ApiError } from '#client';
import { invitations as german } from './de/invitations.ts';
import { invitations as english } from './en/invitations.ts';
import { errorWords } from './error-words.ts';
import { strings } from './strings.ts';

/** Strings of scripts that load later, in both languages, so that the first views do not load them. */
export const invitationStrings = strings.locale === 'de' ? german : english;

/** Errors that have no words in the strings of every page. */
export const invitationErrorWords = (error: unknown): string => {
  const code = error instanceof ApiError ? error.code : null;
  if (code === 'own_invite') return invitationStrings.own;
  return code === 'too_many_invitations' ? invitationStrings.tooMany : errorWords(error);
};
