import type { Theme } from '../lib/preferences.ts';
import { preferences } from '../lib/use-preferences.ts';

/** Sets the colour of the browser's own bars: index.html has one for each theme. */
const colourBars = (theme: Theme): void => {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]');
  for (const meta of metas) {
    const own = meta.dataset['theme'];
    const condition = theme === 'system' ? `(prefers-color-scheme: ${own})` : 'not all';
    meta.media = theme === own ? 'all' : condition;
  }
};

const apply = (theme: Theme): void => {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  colourBars(theme);
};

/** Applies the chosen theme, and each later choice, in any tab. */
export const followTheme = (): void => {
  apply(preferences.getState().theme);
  preferences.subscribe(({ theme }) => apply(theme));
};
