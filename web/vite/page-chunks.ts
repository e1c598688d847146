import type { Rolldown } from 'vite';

/** `getModuleInfo` of a bundle. */
type Look = (module: string) => Rolldown.ModuleInfo | null;

/** The entries (static and lazy) that import a module without passing through another lazy one. */
const entriesOf = (module: string, look: Look): string[] => {
  const [seen, entries] = [new Set<string>(), new Set<string>()];
  const climb = (id: string): void => {
    const info = look(id);
    if (!info || seen.has(id)) return;
    seen.add(id);
    if (info.isEntry || info.dynamicImporters.length > 0) entries.add(id);
    for (const importer of info.importers) climb(importer);
  };
  climb(module);
  return [...entries];
};

/** The pages, by the ends of their entries' paths. */
const pages = {
  'sign-in': ['pages/auth-pages.tsx'],
  docs: ['reference/components/reference.tsx'],
  list: ['pages/chat-layout.tsx', 'boot/signed-in.ts'],
  dialog: ['pages/dialog-page.tsx'],
  settings: ['pages/settings-layout.tsx'],
};
/** Pages that need no user. */
const forGuests = ['sign-in', 'docs'];
/** Pages whose lazy scripts only load after them, so that they may share the page's chunk. */
const withParts = ['list', 'dialog'];

/** Libraries whose imports can be attributed; others export everything from one module. */
const libraries =
  /node_modules.((react|react-dom|scheduler|react-router|zustand|@tanstack.(query-core|react-query|react-virtual|virtual-core)|@radix-ui.react-(slot|compose-refs)|idb-keyval)[\\/]|lucide-react.dist)/;

/** The chunk of a module; null leaves it to the bundler. */
const chunkOf = (module: string, look: Look): string | null => {
  if (module.includes('node_modules') && !libraries.test(module)) return null;
  const entries = entriesOf(module, look);
  const isUsedBy = (end: string): boolean => entries.some((id) => id.endsWith(end));
  if (isUsedBy('web/index.html')) return 'start';
  if (isUsedBy('boot/show-app.tsx')) return 'app';
  const users = Object.entries(pages).filter(([, ends]) => ends.some(isUsedBy));
  const names = users.map(([name]) => name);
  if (names.length < 2) return names.find((name) => withParts.includes(name)) ?? null;
  if (!names.some((name) => forGuests.includes(name))) return 'list';
  return names.some((name) => withParts.includes(name)) ? 'app' : 'fields';
};

/**
 * One chunk per page. Code that several pages share is in the app's chunk, or, if all of them need a user, in
 * that of the list. What sign-in and settings share, such as fields of forms, is apart: neither list nor dialog needs it. By default the bundler makes a chunk for each combination of pages, and a dozen small
 * scripts load more slowly than one.
 */
export const pageChunks = {
  includeDependenciesRecursively: false,
  groups: [
    {
      debugName: 'by page',
      name: (module: string, context: { getModuleInfo: Look }) =>
        chunkOf(module, (id) => context.getModuleInfo(id)),
    },
  ],
};
