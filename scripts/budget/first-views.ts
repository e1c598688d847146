import { appModule, firstModules } from '../../web/vite/first-modules.ts';

/** What a page needs before it shows something that a person came for. */
export interface FirstView {
  readonly name: string;
  /** Modules that are imported only for it, beside what every page needs. Paths within `web/`. */
  readonly modules: readonly string[];
  /** The most JavaScript that may be fetched for it, in KB of gzip (1 KB = 1,000 bytes). */
  readonly mostKb: number;
}

/** The page, the app, and the words in the language that has the longest ones. */
export const everyPage = ['index.html', appModule, 'src/strings/de.ts'];

const first = (start: string): readonly string[] => firstModules[start] ?? [];

export const firstViews: readonly FirstView[] = [
  { name: 'sign-in', modules: first('/sign-'), mostKb: 130 },
  { name: 'list', modules: first('/'), mostKb: 136 },
  { name: 'dialog', modules: first('/c/'), mostKb: 165 },
  {
    name: 'settings',
    modules: [...first('/settings'), 'src/strings/de-settings.ts'],
    mostKb: 165,
  },
  { name: 'docs', modules: first('/docs'), mostKb: 130 },
];

/** The most that one part may add which is fetched only when somebody asks for it. */
export const mostKbOfPart = 40;
