/** The last user on this device, so that the site opens without a network. */
export interface LastUser {
  readonly id: string;
  /** Null until the profile was loaded once. */
  readonly username: string | null;
}

const KEY = 'parley-last-user';

const parse = (stored: string | null): LastUser | null => {
  try {
    const { id, username } = JSON.parse(stored ?? 'null') ?? {};
    if (typeof id !== 'string' || id === '') return null;
    return { id, username: typeof username === 'string' ? username : null };
  } catch {
    return null;
  }
};

/** The part of `localStorage` that is used; it throws if the browser forbids it. */
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const createLastUser = (storage: () => Storage) => {
  const attempt = <T>(act: (storage: Storage) => T): T | null => {
    try {
      return act(storage());
    } catch {
      return null;
    }
  };
  const read = (): LastUser | null => attempt((stored) => parse(stored.getItem(KEY)));
  const write = (user: LastUser): void =>
    void attempt((stored) => stored.setItem(KEY, JSON.stringify(user)));
  return {
    read,
    /** Keeps a name that is already known. */
    remember: (id: string): void => {
      if (read()?.id !== id) write({ id, username: null });
    },
    rename: (id: string, username: string): void => {
      if (read()?.id === id) write({ id, username });
    },
    remove: (): void => void attempt((stored) => stored.removeItem(KEY)),
  };
};

export const lastUser = createLastUser(() => localStorage);
