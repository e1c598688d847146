/** What a page needs before it shows something that a person came for. */
export interface FirstView {
  readonly name: string;
  /** Modules that are imported only for it, beside what every page needs. Paths within `web/`. */
  readonly modules: readonly string[];
  /** The most JavaScript that may be fetched for it, in KB of gzip (1 KB = 1,000 bytes). */
  readonly mostKb: number;
}

/** The page, the app, and the words in the language that has the longest ones. */
export const everyPage = ['index.html', 'src/app/show-app.tsx', 'src/strings/de.ts'];

const list = ['src/app/chat-layout.tsx', 'src/app/live.ts'];

export const firstViews: readonly FirstView[] = [
  { name: 'sign-in', modules: ['src/app/auth-pages.tsx'], mostKb: 130 },
  { name: 'list', modules: list, mostKb: 130 },
  { name: 'dialog', modules: [...list, 'src/app/dialog-page.tsx'], mostKb: 155 },
  { name: 'docs', modules: ['src/features/reference/components/reference.tsx'], mostKb: 130 },
];

/** The most that one part may be which is fetched only when somebody asks for it. */
export const mostKbOfPart = 40;
