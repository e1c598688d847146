import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '#site/lib/preferences.ts';
import { themes } from '#site/lib/preferences.ts';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import type { Language } from '#site/strings/languages.ts';
import { languages } from '#site/strings/languages.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Section } from '#site/ui/section.tsx';
import { ReactionsChoice } from './reactions-choice.tsx';

const words = settingsStrings.appearance;
const icons: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

const themeOptions = themes.map((theme) => {
  const Icon = icons[theme];
  return {
    value: theme,
    label: words.themes[theme],
    icon: <Icon aria-hidden="true" className="size-4" />,
  };
});

const ThemeChoice = () => (
  <Section title={words.themeTitle}>
    <Choice
      label={words.themeTitle}
      value={usePreferences().theme}
      options={themeOptions}
      onChange={(theme) => setPreferences({ theme })}
    />
  </Section>
);

/** Stands for the browser's language; all other values are languages. */
const asBrowser = 'browser';
const languageOptions = [
  { value: asBrowser, label: words.browserLanguage },
  ...Object.entries(languages).map(([lang, { name }]) => ({ value: lang, label: name, lang })),
];

/** Reloads the page, because strings are loaded once. */
const speak = (language: Language | null): void => {
  setPreferences({ language });
  globalThis.location.reload();
};

const LanguageChoice = () => (
  <Section title={words.languageTitle} lead={words.languageLead}>
    <Choice
      label={words.languageTitle}
      value={usePreferences().language ?? asBrowser}
      options={languageOptions}
      onChange={(value) => speak(value === asBrowser ? null : (value as Language))}
    />
  </Section>
);

export const Appearance = () => (
  <>
    <ThemeChoice />
    <ReactionsChoice />
    <LanguageChoice />
  </>
);
