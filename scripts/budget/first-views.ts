/** The JavaScript that a page loads before it shows its content. */
export interface FirstView {
  readonly name: string;
  /** A path that shows it. */
  readonly path: string;
  /** Modules that it also needs, but that are not preloaded. Paths within `web/`. */
  readonly modules?: readonly string[];
  /** Maximum size of its JavaScript, in KB of gzip (1 KB = 1,000 bytes). */
  readonly maxKb: number;
}

/** The language with the longest strings. */
export const language = 'de';

export const firstViews: readonly FirstView[] = [
  { name: 'sign-in', path: '/sign-in', maxKb: 130 },
  { name: 'list', path: '/', maxKb: 150 },
  { name: 'dialog', path: '/c/', maxKb: 175 },
  { name: 'settings', path: '/settings', modules: ['src/strings/de-settings.ts'], maxKb: 180 },
  { name: 'docs', path: '/docs', maxKb: 130 },
];

/** Maximum size of one lazy script, in KB of gzip. */
export const maxKbOfPart = 40;

/** Maximum size of the service worker, in KB of gzip: browsers load it again with each version of the site. */
export const maxKbOfWorker = 13;
