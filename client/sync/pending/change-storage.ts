/**
 * Keeps changes of one user that the server has not confirmed. All pages of a browser share it. Synchronous, since a
 * page may close right after a change.
 */
export interface ChangeStorage {
  keys(): string[];
  /** A JSON value; undefined if nothing is kept. */
  get(key: string): unknown;
  /** Undefined removes. Never fails: what cannot be kept lasts as long as the page. */
  set(key: string, change: unknown): void;
  clear(): void;
}

/** Lasts as long as the process. */
export const createMemoryChanges = (): ChangeStorage => {
  const changes = new Map<string, unknown>();
  return {
    keys: () => [...changes.keys()],
    get: (key) => changes.get(key),
    set: (key, change) => {
      if (change === undefined) changes.delete(key);
      else changes.set(key, change);
    },
    clear: () => changes.clear(),
  };
};

/** The changes of one kind, by id. */
export const changesOfKind = <C>(storage: ChangeStorage, kind: string) => {
  const prefix = `${kind}:`;
  const get = (id: string) => storage.get(prefix + id) as C | undefined;
  const ids = (): string[] =>
    storage.keys().flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []));
  return {
    ids,
    get,
    set: (id: string, change: C | undefined): void => storage.set(prefix + id, change),
    all: (): Readonly<Record<string, C>> =>
      Object.fromEntries(
        ids().flatMap((id) => {
          const change = get(id);
          return change === undefined ? [] : [[id, change] as const];
        }),
      ),
  };
};
