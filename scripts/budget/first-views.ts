import { appModule, firstModules } from '../../web/vite/first-modules.ts';

/** What a page loads before it shows its content. */
export interface FirstView {
  readonly name: string;
  /**
   * Modules imported only for this view, in addition to those of every page. Paths within `web/`.
   */
  readonly modules: readonly string[];
  /** Maximum size of its JavaScript, in KB of gzip (1 KB = 1,000 bytes). */
  readonly maxKb: number;
}

/** The page, the app, and the strings of the language with the longest ones. */
export const everyPage = ['index.html', appModule, 'src/strings/de.ts'];

const first = (start: string): readonly string[] => firstModules[start] ?? [];

export const firstViews: readonly FirstView[] = [
  { name: 'sign-in', modules: first('/sign-'), maxKb: 130 },
  { name: 'list', modules: first('/'), maxKb: 136 },
  { name: 'dialog', modules: first('/c/'), maxKb: 165 },
  {
    name: 'settings',
    modules: [...first('/settings'), 'src/strings/de-settings.ts'],
    maxKb: 165,
  },
  { name: 'docs', modules: first('/docs'), maxKb: 130 },
];

/** Maximum size of one lazy script, in KB of gzip. */
export const maxKbOfPart = 40;
