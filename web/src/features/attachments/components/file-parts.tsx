import type { ReactNode } from 'react';
import { sizeWords } from '#site/lib/bytes.ts';
import { kindOf } from './file-icon.tsx';
import { FileName } from './file-name.tsx';

/** Class names of a file's card. */
export const fileCard =
  'flex w-80 max-w-full min-w-full items-center gap-3 rounded-xl bg-[color-mix(in_oklch,currentColor_9%,transparent)] px-2.5 text-left';

/** The name of a file, and a line about it. */
export const FileWords = ({ name, about }: { name: string; about: ReactNode }) => (
  <span className="min-w-0 flex-1 leading-5">
    <span className="block">
      <FileName name={name} className="align-bottom font-medium" />
    </span>{' '}
    <span className="block truncate text-xs opacity-90">{about}</span>
  </span>
);

/** "PDF · 12 kB", with a problem in between. */
export const aboutCard = (filename: string, sizeBytes: number, why: string | null = null): string =>
  [kindOf(filename), why, sizeWords(sizeBytes)].filter(Boolean).join(' · ');

/** The square for the icon of a file. */
export const Badge = ({ children }: { children: ReactNode }) => (
  <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-lg bg-[color-mix(in_oklch,currentColor_14%,transparent)]">
    {children}
  </span>
);
