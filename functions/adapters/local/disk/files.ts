import { createHash, randomUUID } from 'node:crypto';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

const keyPattern = /^(pending|att)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Makes a rename in this folder durable, where the system can. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** A file in the making: nobody sees it before it is whole and on disk. */
export interface Draft {
  readonly size: number;
  write(chunk: Uint8Array): Promise<void>;
  /** On disk when it resolves; replaces what was there. */
  keep(): Promise<void>;
  /** Removes it; after `keep` too late. */
  drop(): Promise<void>;
}

/** Files by key in one folder. Keys have one shape, so that none is ever a path elsewhere. */
export class Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #pathOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error('a key of no shape that we give');
    return join(this.#folder, key);
  }

  get #drafts(): string {
    return join(this.#folder, 'drafts');
  }

  async draft(key: string): Promise<Draft> {
    const target = this.#pathOf(key);
    for (const folder of [dirname(target), this.#drafts]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }
    const path = join(this.#drafts, randomUUID());
    const file = await open(path, 'wx', 0o600);
    return this.#draftOf(file, path, target);
  }

  #draftOf(file: FileHandle, path: string, target: string): Draft {
    let size = 0;
    return {
      get size() {
        return size;
      },
      write: async (chunk) => {
        await file.writeFile(chunk);
        size += chunk.length;
      },
      keep: async () => {
        await file.sync();
        await file.close();
        await rename(path, target);
        await syncFolder(dirname(target));
      },
      drop: async () => {
        await file.close();
        await rm(path, { force: true });
      },
    };
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    const draft = await this.draft(key);
    try {
      await draft.write(bytes);
    } catch (error) {
      await draft.drop();
      throw error;
    }
    await draft.keep();
  }

  /** The bytes with their version, which is their hash; null when there are none. */
  async read(key: string): Promise<{ bytes: Uint8Array; etag: string } | null> {
    try {
      const bytes = await readFile(this.#pathOf(key));
      return { bytes, etag: createHash('sha256').update(bytes).digest('hex') };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** For serving: null when there is no such file. The caller closes it. */
  async open(key: string): Promise<FileHandle | null> {
    try {
      return await open(this.#pathOf(key), 'r');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  /** Drafts of a process that has ended: no one will keep them. */
  async removeDrafts(): Promise<void> {
    await rm(this.#drafts, { recursive: true, force: true });
  }

  /** What was uploaded after its attachment was complete or gone: nobody else knows of it. */
  async removePendingBefore(time: number): Promise<void> {
    const folder = join(this.#folder, 'pending');
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < time) await rm(path, { force: true });
    }
  }
}
