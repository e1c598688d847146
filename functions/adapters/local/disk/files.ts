import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const keyPattern = /^(pending|att)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Makes a rename in this folder durable, if the system supports it. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** A file is replaced by a rename, so that an open one never changes: inode and times are its version. */
const versionOf = async (file: FileHandle): Promise<{ sizeBytes: number; etag: string }> => {
  const { ino, mtimeNs, size } = await file.stat({ bigint: true });
  return { sizeBytes: Number(size), etag: `${ino}-${mtimeNs}-${size}` };
};

/** A file being written. It becomes visible once it is complete and synced. */
export interface Draft {
  readonly size: number;
  write(chunk: Uint8Array): Promise<void>;
  /** Resolves once the file is durable; replaces an existing file. */
  persist(): Promise<void>;
  /** Deletes the draft; no effect after `persist`. */
  discard(): Promise<void>;
}

/** Files by key in one folder. The fixed key format rules out path traversal. */
export class Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #pathOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error('malformed file key');
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
      persist: async () => {
        await file.sync();
        await file.close();
        await rename(path, target);
        await syncFolder(dirname(target));
      },
      discard: async () => {
        await file.close();
        await rm(path, { force: true });
      },
    };
  }

  write(key: string, bytes: Uint8Array): Promise<void> {
    return this.#write(key, [bytes]);
  }

  async #write(
    key: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const draft = await this.draft(key);
    try {
      for await (const chunk of chunks) await draft.write(chunk);
    } catch (error) {
      await draft.discard();
      throw error;
    }
    await draft.persist();
  }

  /** At most the first `maxBytes`, with the size of all and their version; null if there is no file. */
  async read(
    key: string,
    maxBytes = Number.POSITIVE_INFINITY,
  ): Promise<{ bytes: Uint8Array; sizeBytes: number; etag: string } | null> {
    const file = await this.open(key);
    if (!file) return null;
    try {
      const { sizeBytes, etag } = await versionOf(file);
      const bytes = Buffer.alloc(Math.min(sizeBytes, maxBytes));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return { bytes: bytes.subarray(0, bytesRead), sizeBytes, etag };
    } finally {
      await file.close();
    }
  }

  /** Copies exactly this version, in small pieces. False if the file was replaced or removed. */
  async copy(from: string, to: string, etag: string): Promise<boolean> {
    const file = await this.open(from);
    if (!file) return false;
    try {
      if ((await versionOf(file)).etag !== etag) return false;
      await this.#write(to, file.createReadStream({ autoClose: false, start: 0 }));
      return true;
    } finally {
      await file.close();
    }
  }

  /** Opens a file for serving; null if there is none. The caller closes it. */
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

  /** Deletes drafts of an earlier process, which nobody will finish. */
  async removeDrafts(): Promise<void> {
    await rm(this.#drafts, { recursive: true, force: true });
  }

  /** Deletes uploads that arrived after their attachment was completed or deleted. */
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
