import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * The app is imported only once its words are there; this lets the browser fetch it meanwhile, together
 * with everything that it needs first.
 */
export const preloadApp = (module: string): Plugin => ({
  name: 'preload-app',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk');
      const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
      if (!app) throw new Error(`no chunk for ${module}`);
      return [app.fileName, ...app.imports]
        .filter((file) => !html.includes(file))
        .map(
          (file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          }),
        );
    },
  },
});
