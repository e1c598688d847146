import type { Draft } from './drafts.ts';

/** By conversation: null removes. */
export type DraftChanges = Readonly<Record<string, Draft | null>>;

interface LastChanges {
  readonly userId: string;
  readonly changes: DraftChanges;
}

/** IndexedDB answers too late for a page that ends: what it does not have yet waits here. */
const key = 'parley-last-drafts';

/** @throws DOMException where the browser forbids to store */
export const readLastDrafts = (userId: string): DraftChanges => {
  const last = JSON.parse(localStorage.getItem(key) ?? 'null') as LastChanges | null;
  return last?.userId === userId ? last.changes : {};
};

/** @throws DOMException where the browser forbids to store, or has no room */
export const writeLastDrafts = (userId: string, changes: DraftChanges): void =>
  localStorage.setItem(key, JSON.stringify({ userId, changes } satisfies LastChanges));

export const forgetLastDrafts = (): void => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where the browser forbids to store, nothing is stored.
  }
};
