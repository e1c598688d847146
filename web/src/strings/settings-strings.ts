import type { SettingsStrings } from './en-settings.ts';

/** The words of the settings. Set before their pages are imported: their modules read it as they load. */
export let settingsStrings: SettingsStrings;

export const setSettingsStrings = (words: SettingsStrings): void => {
  settingsStrings = words;
};
