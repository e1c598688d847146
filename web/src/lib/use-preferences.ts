import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Preferences } from './preferences.ts';
import { parsePreferences, preferencesKey, readPreferences } from './preferences.ts';

/** The preferences, synchronised among all tabs. */
export const preferences = createStore<Preferences>(readPreferences);

globalThis.addEventListener('storage', ({ key, newValue }) => {
  // A key of null: everything was cleared.
  if (key === preferencesKey || key === null) preferences.setState(parsePreferences(newValue));
});

export const setPreferences = (change: Partial<Preferences>): void => {
  preferences.setState(change);
  try {
    localStorage.setItem(preferencesKey, JSON.stringify(preferences.getState()));
  } catch {
    // Without storage, a choice lasts as long as the page.
  }
};

export const usePreferences = (): Preferences => useStore(preferences);
