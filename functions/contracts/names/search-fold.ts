import { foldText } from '../texts/fold-text.ts';
import { foldName } from './fold.ts';

/** A display name as it is searched: without case and accents. */
export const foldDisplayName = (name: string): string => foldText(foldName(name)).trim();

/** The forms of a query: as usernames are searched, and as display names are. Equal for most. */
export const queryForms = (query: string): string[] =>
  [...new Set([foldName(query), foldDisplayName(query)])].filter((form) => form !== '');
