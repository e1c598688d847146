/** How an address begins, and the scripts that it needs first: made by vite/preload-first.ts. */
type Table = readonly (readonly [start: string, scripts: readonly string[]])[];

/** Has the scripts of an address fetched before anything imports them. Development has no table. */
export const preloadScripts = (path: string): void => {
  const table = document.getElementById('first-scripts')?.textContent ?? '[]';
  const [, scripts = []] =
    (JSON.parse(table) as Table).find(([start]) => path.startsWith(start)) ?? [];
  for (const script of scripts) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = `/${script}`;
    document.head.append(link);
  }
};
