import type { Language } from '../strings/languages.ts';
import { isLanguage } from '../strings/languages.ts';

/** `system`: as the device has it, and changing with it. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** How a person wants the site to be in this browser, whoever is signed in. */
export interface Preferences {
  /** Null: as the browser asks for. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Notifications of messages that come while nobody looks. */
  readonly notifies: boolean;
  /** Notifications say who wrote, and not what. */
  readonly hidesText: boolean;
  readonly sounds: boolean;
}

/** The script in index.html that sets the theme before anything shows reads it too. */
export const preferencesKey = 'parley-preferences';

const isTheme = (name: unknown): name is Theme => themes.some((theme) => theme === name);

/** What was stored, as far as it makes sense. */
export const parsePreferences = (stored: string | null): Preferences => {
  let given: unknown = null;
  try {
    given = JSON.parse(stored ?? 'null');
  } catch {
    // As if nothing had been stored.
  }
  const { language, theme, notifies, hidesText, sounds } = (given ?? {}) as Record<string, unknown>;
  return {
    language: isLanguage(language) ? language : null,
    theme: isTheme(theme) ? theme : 'system',
    notifies: notifies === true,
    hidesText: hidesText === true,
    sounds: sounds === true,
  };
};

/** Storage throws where a browser forbids it. */
export const readPreferences = (): Preferences => {
  try {
    return parsePreferences(localStorage.getItem(preferencesKey));
  } catch {
    return parsePreferences(null);
  }
};
