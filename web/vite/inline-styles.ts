import type { Plugin } from 'vite';

/**
 * Inlines the styles into the page: they are small and needed for the first paint, and a file would
 * cost a round trip.
 */
export const inlineStyles = (): Plugin => ({
  name: 'inline-styles',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      html.replace(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, (link, file: string) => {
        const sheet = bundle[file];
        if (sheet?.type !== 'asset') return link;
        delete bundle[file];
        return `<style>${String(sheet.source).trim()}</style>`;
      }),
  },
});
