/**
 * What most pages share, as one script: left to itself the bundler makes many small ones of it, which take
 * longer to fetch. Nothing that reads the words as it loads: this may run before they are there.
 */
const shared = [
  /node_modules.(react|scheduler|react-router|zustand|@tanstack.(query-core|react-query))[\\/]/,
  /node_modules.(@radix-ui.react-(slot|compose-refs)|lucide-react.dist.esm.(?!icons))/,
  /web.src.lib.(api-error|api-context|text)\.ts/,
  /functions.contracts.(limits|text)\.ts/,
];

const isShared = (module: string): boolean => shared.some((pattern) => pattern.test(module));

export const sharedChunk = { groups: [{ name: 'shared', test: isShared, minShareCount: 2 }] };
