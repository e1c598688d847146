/** Of every page: the app, which is imported only once its words are there. Paths within `web/`. */
export const appModule = 'src/app/show-app.tsx';

const list = ['src/app/chat-layout.tsx', 'src/app/live.ts'];

/** What an address needs beside the app before it shows something, by how it begins; the first that fits. */
export const firstModules: Readonly<Record<string, readonly string[]>> = {
  '/sign-': ['src/app/auth-pages.tsx'],
  '/docs': ['src/features/reference/components/reference.tsx'],
  '/settings': ['src/app/settings-layout.tsx', 'src/app/live.ts'],
  '/c/': [...list, 'src/app/dialog-page.tsx'],
  '/': list,
};
