import './styles/index.css';
import { createAccess } from './boot/access.ts';
import { isForEveryone } from './boot/is-for-everyone.ts';
import { configureZod } from './boot/zod-config.ts';
import { readPreferences } from './lib/preferences.ts';
import { loadCatalogue, pickLanguage } from './strings/languages.ts';
import { setStrings } from './strings/strings.ts';

/** Loads the strings before the app, whose modules read them as they load. */
const start = async (path: string): Promise<void> => {
  configureZod();
  const access = createAccess(path);
  // A failure shows again where the result is awaited.
  if (!isForEveryone(path)) access.restore().catch(() => undefined);
  // The first use of Intl loads its data, which takes some 10 ms: now, while the app is on its way.
  setTimeout(() => new Intl.DateTimeFormat());
  const language = pickLanguage(readPreferences().language, navigator.languages);
  setStrings(await loadCatalogue(language));
  document.documentElement.lang = language;
  const { showApp } = await import('./boot/show-app.tsx');
  await showApp(access);
};

void start(globalThis.location.pathname);
