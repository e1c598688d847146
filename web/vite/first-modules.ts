/** Of every page: the app, which is imported only once its words are there. Paths within `web/`. */
export const appModule = 'src/boot/show-app.tsx';

const list = ['src/pages/chat-layout.tsx', 'src/boot/live.ts'];

/** What an address needs beside the app before it shows something, by how it begins; the first that fits. */
export const firstModules: Readonly<Record<string, readonly string[]>> = {
  '/sign-': ['src/pages/auth-pages.tsx'],
  '/docs': ['src/features/reference/components/reference.tsx'],
  '/settings': ['src/pages/settings-layout.tsx', 'src/boot/live.ts'],
  '/c/': [...list, 'src/pages/dialog-page.tsx'],
  '/': list,
};
