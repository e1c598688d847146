import './styles/index.css';
import { loadCatalogue, pickLanguage } from './lib/languages.ts';
import { readPreferences } from './lib/preferences.ts';
import { preloadScripts } from './lib/preload-scripts.ts';
import { setStrings } from './lib/strings.ts';

/** The words come before the app: its modules read them as they load. */
const start = async (): Promise<void> => {
  const language = pickLanguage(readPreferences().language, navigator.languages);
  setStrings(await loadCatalogue(language));
  document.documentElement.lang = language;
  const { showApp } = await import('./app/show-app.tsx');
  showApp();
};

preloadScripts(globalThis.location.pathname);
void start();
