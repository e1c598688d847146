import '../src/styles/index.css';
import { readPreferences } from '../src/lib/preferences.ts';
import { loadCatalogue, loadSettingsCatalogue, pickLanguage } from '../src/strings/languages.ts';
import { setSettingsStrings } from '../src/strings/settings-strings.ts';
import { setStrings } from '../src/strings/strings.ts';

/** Loads the strings before the modules that read them, like src/main.ts. */
const start = async (): Promise<void> => {
  const language = pickLanguage(readPreferences().language, navigator.languages);
  setStrings(await loadCatalogue(language));
  setSettingsStrings(await loadSettingsCatalogue(language));
  document.documentElement.lang = language;
  const { showGallery } = await import('./gallery.tsx');
  showGallery();
};

void start();
