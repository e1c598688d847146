import type { ChangeStorage } from './change-storage.ts';
import { createMemoryChanges } from './change-storage.ts';

const ALL = 'parley-changes-';
/** Raise the number when the form of a change differs, so that a page does not read what it does not know. */
const PREFIX = `${ALL}1:`;

const keysOf = (storage: Storage, isWanted: (key: string) => boolean): string[] =>
  Object.keys(storage).filter((key) => key.startsWith(ALL) && isWanted(key));

/** Without storage, there is nothing to read or erase. */
const attempt = <T>(act: (storage: Storage) => T): T | undefined => {
  try {
    return act(localStorage);
  } catch {
    return undefined;
  }
};

const eraseIf = (isWanted: (key: string) => boolean): void => {
  attempt((storage) => {
    for (const key of keysOf(storage, isWanted)) storage.removeItem(key);
  });
};

/** Erases the changes of all users. */
export const eraseChanges = (): void => eraseIf(() => true);

/** The changes of a user in localStorage. Erases what other users of this browser left. */
export const openLocalChanges = (userId: string): ChangeStorage => {
  const mine = `${PREFIX}${userId}:`;
  const isMine = (key: string): boolean => key.startsWith(mine);
  /** What the browser refuses to store, or has no space for. */
  const unstored = createMemoryChanges();
  eraseIf((key) => !isMine(key));

  const stored = (key: string): unknown =>
    attempt((storage) => {
      const text = storage.getItem(mine + key);
      return text === null ? undefined : JSON.parse(text);
    });
  return {
    keys: () => {
      const found = attempt((storage) => keysOf(storage, isMine)) ?? [];
      return [...new Set([...found.map((key) => key.slice(mine.length)), ...unstored.keys()])];
    },
    get: (key) => {
      const change = unstored.get(key);
      return change === undefined ? stored(key) : change;
    },
    set: (key, change) => {
      const isStored = attempt((storage) => {
        if (change === undefined) storage.removeItem(mine + key);
        else storage.setItem(mine + key, JSON.stringify(change));
        return true;
      });
      unstored.set(key, isStored ? undefined : change);
    },
    clear: () => {
      eraseIf(isMine);
      unstored.clear();
    },
  };
};
