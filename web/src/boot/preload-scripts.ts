/** Start of a path, and the scripts that it needs first; made by vite/preload-first.ts. */
type Table = readonly (readonly [start: string, scripts: readonly string[]])[];

/** Preloads the scripts of a path before they are imported. Development has no table. */
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
