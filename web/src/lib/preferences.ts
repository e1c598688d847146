import type { Language } from '../strings/languages.ts';
import { isLanguage } from '../strings/languages.ts';

/** `system`: follows the device. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Settings of this browser, for all its users. */
export interface Preferences {
  /** Null: the browser's language. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Notifications for messages that arrive while no tab is focused. */
  readonly notifies: boolean;
  /** Notifications show the sender, but not the text. */
  readonly hidesText: boolean;
  readonly sounds: boolean;
}

/** Also read by the script in index.html that sets the theme before the first paint. */
export const preferencesKey = 'parley-preferences';

const isTheme = (name: unknown): name is Theme => themes.some((theme) => theme === name);

/** Parses stored preferences and ignores invalid values. */
export const parsePreferences = (stored: string | null): Preferences => {
  let given: unknown = null;
  try {
    given = JSON.parse(stored ?? 'null');
  } catch {
    // Invalid JSON counts as nothing stored.
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

/** Storage throws if the browser forbids it. */
export const readPreferences = (): Preferences => {
  try {
    return parsePreferences(localStorage.getItem(preferencesKey));
  } catch {
    return parsePreferences(null);
  }
};
