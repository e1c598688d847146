import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { appModule, catalogues, firstModules } from './first-modules.ts';

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/** The scripts to preload, by language and by the start of a path. */
export interface FirstScripts {
  readonly languages: Readonly<Record<string, readonly string[]>>;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** The scripts of a module and of all its imports. */
const scriptsOf = (bundle: Bundle, module: string): string[] => {
  const chunk = Object.values(bundle).find(
    (output) =>
      output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(`/web/${module}`)),
  );
  if (!chunk) throw new Error(`no chunk for ${module}`);
  const files = new Set<string>();
  const gather = (file: string): void => {
    const output = bundle[file];
    if (files.has(file) || output?.type !== 'chunk') return;
    files.add(file);
    for (const imported of output.imports) gather(imported);
  };
  gather(chunk.fileName);
  return [...files];
};

/**
 * Preloads scripts that the browser would otherwise discover one after another. Links in the page preload the
 * app; the inline script of `index.html` preloads the strings and a path's scripts, from a table that this
 * plugin puts into the page.
 */
export const preloadFirst = (): Plugin => ({
  name: 'preload-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const app = scriptsOf(bundle, appModule).filter((file) => !html.includes(file));
      const others = (modules: readonly string[]): string[] => {
        const files = new Set(modules.flatMap((module) => scriptsOf(bundle, module)));
        return [...files].filter((file) => !html.includes(file) && !app.includes(file));
      };
      const table: FirstScripts = {
        languages: Object.fromEntries(
          Object.entries(catalogues).map(([language, module]) => [language, others([module])]),
        ),
        paths: Object.fromEntries(
          Object.entries(firstModules).map(([start, modules]) => [start, others(modules)]),
        ),
      };
      return [
        ...app.map(
          (file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          }),
        ),
        {
          tag: 'script',
          attrs: { type: 'application/json', id: 'first-scripts' },
          children: JSON.stringify(table),
          injectTo: 'head-prepend',
        },
      ];
    },
  },
});
