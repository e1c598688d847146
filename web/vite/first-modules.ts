/**
 * Used by every page: the app, which is imported after the strings are loaded. Paths are relative
 * to `web/`.
 */
export const appModule = 'src/boot/show-app.tsx';

/** The strings of each language. */
export const catalogues: Readonly<Record<string, string>> = {
  en: 'src/strings/en.ts',
  de: 'src/strings/de.ts',
};

const list = ['src/pages/chat-layout.tsx', 'src/boot/signed-in.ts'];

/** Modules that a path needs before its first view, by the path's start; the first match counts. */
export const firstModules: Readonly<Record<string, readonly string[]>> = {
  '/sign-': ['src/pages/auth-pages.tsx'],
  '/join': ['src/pages/auth-pages.tsx'],
  '/docs': ['src/features/reference/components/reference.tsx'],
  '/settings': ['src/pages/settings-layout.tsx', 'src/boot/signed-in.ts'],
  '/c/': [...list, 'src/pages/dialog-page.tsx'],
  '/': list,
};
