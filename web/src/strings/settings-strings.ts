import type { SettingsStrings } from './en-settings.ts';

/**
 * The strings of the settings. Must be set before their pages are imported, which read it as they
 * load.
 */
export let settingsStrings: SettingsStrings;

export const setSettingsStrings = (words: SettingsStrings): void => {
  settingsStrings = words;
};
