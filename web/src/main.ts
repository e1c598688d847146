import './styles/index.css';
import { createAccess } from './app/access.ts';
import { isForEveryone } from './app/is-for-everyone.ts';
import { loadCatalogue, pickLanguage } from './lib/languages.ts';
import { readPreferences } from './lib/preferences.ts';
import { preloadScripts } from './lib/preload-scripts.ts';
import { setStrings } from './lib/strings.ts';
import { configureZod } from './lib/zod-config.ts';

/** The words come before the app: its modules read them as they load. */
const start = async (path: string): Promise<void> => {
  configureZod();
  const access = createAccess(path);
  // What fails now fails again where it is waited for.
  if (!isForEveryone(path)) access.restore().catch(() => undefined);
  preloadScripts(path);
  const language = pickLanguage(readPreferences().language, navigator.languages);
  setStrings(await loadCatalogue(language));
  document.documentElement.lang = language;
  const { showApp } = await import('./app/show-app.tsx');
  await showApp(access);
};

void start(globalThis.location.pathname);
