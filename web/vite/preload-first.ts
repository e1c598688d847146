import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { appModule, firstModules } from './first-modules.ts';

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

/** The scripts of a module: its own and all that it imports. */
const scriptsOf = (bundle: Bundle, module: string): string[] => {
  const chunk = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.facadeModuleId?.endsWith(`/${module}`),
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
 * Preloads what the browser would otherwise discover step by step: the app by links in the page,
 * and a path's scripts by `preloadScripts`, which reads the table that this puts into the page.
 */
export const preloadFirst = (): Plugin => ({
  name: 'preload-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const app = scriptsOf(bundle, appModule).filter((file) => !html.includes(file));
      const table = Object.entries(firstModules).map(([start, modules]) => {
        const files = new Set(modules.flatMap((module) => scriptsOf(bundle, module)));
        return [start, [...files].filter((file) => !html.includes(file) && !app.includes(file))];
      });
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
