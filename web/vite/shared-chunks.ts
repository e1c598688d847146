import type { Rolldown } from 'vite';

/** `getModuleInfo` of a bundle. */
type Look = (module: string) => Rolldown.ModuleInfo | null;

/** The entries (static and lazy) that import a module without passing through another lazy one. */
const entriesOf = (module: string, look: Look): Set<string> => {
  const [seen, entries] = [new Set<string>(), new Set<string>()];
  const climb = (id: string): void => {
    const info = look(id);
    if (!info || seen.has(id)) return;
    seen.add(id);
    if (info.isEntry || info.dynamicImporters.length > 0) entries.add(id);
    for (const importer of info.importers) climb(importer);
  };
  climb(module);
  return entries;
};

/** Pages, in the order in which they get modules that they share with others. */
const owners = [
  { name: 'shared', entries: ['boot/show-app.tsx'] },
  { name: 'shared-sign-in', entries: ['pages/auth-pages.tsx'] },
  { name: 'shared-list', entries: ['pages/chat-layout.tsx', 'boot/live.ts'] },
  { name: 'shared-dialog', entries: ['pages/dialog-page.tsx'] },
];

/** Libraries whose imports can be attributed; others export everything from one module. */
const libraries =
  /node_modules.((react|react-dom|scheduler|react-router|zustand|@tanstack.(query-core|react-query)|@radix-ui.react-(slot|compose-refs)|idb-keyval)[\\/]|lucide-react.dist)/;

/** The chunk of a module that several entries share. */
const chunkOf = (module: string, look: Look): string | null => {
  if (module.includes('node_modules') && !libraries.test(module)) return null;
  const entries = [...entriesOf(module, look)];
  // Null if only one entry uses it, or if it belongs to the very first script.
  if (entries.length < 2 || entries.some((id) => look(id)?.isEntry)) return null;
  const owner = owners.find((page) =>
    page.entries.some((entry) => entries.some((id) => id.endsWith(`web/src/${entry}`))),
  );
  return owner?.name ?? null;
};

/**
 * One chunk for all that a page shares with others. By default the bundler makes one for each
 * combination of sharers, and a dozen small scripts load more slowly than one.
 */
export const sharedChunks = {
  includeDependenciesRecursively: false,
  groups: [
    {
      debugName: 'by owner',
      name: (module: string, context: { getModuleInfo: Look }) =>
        chunkOf(module, (id) => context.getModuleInfo(id)),
    },
  ],
};
