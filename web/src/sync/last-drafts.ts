import type { Draft } from './drafts.ts';

/** By conversation: null removes. */
export type DraftChanges = Readonly<Record<string, Draft | null>>;

interface LastChanges {
  readonly userId: string;
  readonly changes: DraftChanges;
}

/** IndexedDB is too slow for a page that is closing, so the last changes go to localStorage. */
const key = 'parley-last-drafts';

/** @throws DOMException if the browser forbids storage */
export const readLastDrafts = (userId: string): DraftChanges => {
  const last = JSON.parse(localStorage.getItem(key) ?? 'null') as LastChanges | null;
  return last?.userId === userId ? last.changes : {};
};

/** @throws DOMException if the browser forbids storage, or has no space */
export const writeLastDrafts = (userId: string, changes: DraftChanges): void =>
  localStorage.setItem(key, JSON.stringify({ userId, changes } satisfies LastChanges));

export const eraseLastDrafts = (): void => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage, there is nothing to erase.
  }
};
