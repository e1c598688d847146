import type { Strings } from './en.ts';
import type { SettingsStrings } from './en-settings.ts';
import type { Plural } from './plural.ts';
import { pluralIn } from './plural.ts';

type Catalogue = (plural: Plural) => Strings;
type SettingsCatalogue = (plural: Plural) => SettingsStrings;

/** Each language's own name and its strings, which are loaded on demand. */
export const languages = {
  en: {
    name: 'English',
    load: async (): Promise<Catalogue> => (await import('./en.ts')).english,
    loadSettings: async (): Promise<SettingsCatalogue> =>
      (await import('./en-settings.ts')).settings,
  },
  de: {
    name: 'Deutsch',
    load: async (): Promise<Catalogue> => (await import('./de.ts')).german,
    loadSettings: async (): Promise<SettingsCatalogue> =>
      (await import('./de-settings.ts')).settings,
  },
} as const;
export type Language = keyof typeof languages;

export const isLanguage = (name: unknown): name is Language =>
  typeof name === 'string' && Object.hasOwn(languages, name);

/** `en` of `en-US`, and of names that are no valid language tags, such as `en-US@posix`. */
const baseOf = (tag: string): string => (tag.split(/[^a-z]/i)[0] ?? '').toLowerCase();

/** The chosen language, else the first supported one of the browser, else English. */
export const pickLanguage = (
  chosen: Language | null,
  preferred: readonly string[] | undefined,
): Language => chosen ?? (preferred ?? []).map(baseOf).find(isLanguage) ?? 'en';

export const loadCatalogue = async (language: Language): Promise<Strings> => {
  const catalogue = await languages[language].load();
  return catalogue(pluralIn(language));
};

/** Settings are rarely opened: their strings are loaded with them. */
export const loadSettingsCatalogue = async (language: Language): Promise<SettingsStrings> => {
  const catalogue = await languages[language].loadSettings();
  return catalogue(pluralIn(language));
};
