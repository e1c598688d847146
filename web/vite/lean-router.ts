import type { Plugin } from 'vite';

/** Functions that only make components and contexts. */
const makers = 'forwardRef|createContext|memo';

/**
 * Lets the bundler drop the parts of React Router that the site does not use: its forms, its
 * scroll restoration and its data router. Names for developer tools would keep them.
 */
export const leanRouter = (): Plugin => ({
  name: 'lean-router',
  apply: 'build',
  transform: {
    filter: { id: /node_modules[\\/]react-router[\\/]dist[\\/]production[\\/].*\.js$/ },
    handler: (code) => ({
      code: code
        .replace(/^\w+\.displayName = .*;$/gm, '')
        .replace(new RegExp(`= (React\\$?\\d*\\.(?:${makers})\\()`, 'g'), '= /* @__PURE__ */ $1'),
      map: null,
    }),
  },
});
