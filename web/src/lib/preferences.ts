import type { Language } from './languages.ts';
import { isLanguage } from './languages.ts';

/** How a person wants the site to be in this browser, whoever is signed in. */
export interface Preferences {
  /** Null: as the browser asks for. */
  readonly language: Language | null;
}

export const preferencesKey = 'parley-preferences';

/** What was stored, as far as it makes sense. */
export const parsePreferences = (stored: string | null): Preferences => {
  let given: unknown = null;
  try {
    given = JSON.parse(stored ?? 'null');
  } catch {
    // As if nothing had been stored.
  }
  const { language } = (given ?? {}) as { language?: unknown };
  return { language: isLanguage(language) ? language : null };
};

/** Reading throws where a browser forbids all storage. */
export const readPreferences = (): Preferences => {
  try {
    return parsePreferences(localStorage.getItem(preferencesKey));
  } catch {
    return parsePreferences(null);
  }
};
