import { type FileHandle, open } from 'node:fs/promises';
import type { Lines } from '../../functions/contracts/archive/manifest.ts';
import { type FileName, fileNames, pathOf } from './archive-folder.ts';
import { LineSum } from './line-sum.ts';

/** How far a file is written: its bytes, and the sum of its lines. */
interface Written {
  readonly bytes: number;
  readonly lines: Lines;
}
export type Progress = Readonly<Record<FileName, Written>>;

class LineFile {
  readonly #file: FileHandle;
  readonly #sum: LineSum;
  #bytes: number;

  constructor(file: FileHandle, { bytes, lines }: Written) {
    this.#file = file;
    this.#sum = new LineSum(lines);
    this.#bytes = bytes;
  }

  async append(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.#file.write(
        bytes,
        done,
        bytes.length - done,
        this.#bytes,
      );
      done += bytesWritten;
      this.#bytes += bytesWritten;
    }
    for (const line of lines) this.#sum.add(line);
  }

  get written(): Written {
    return { bytes: this.#bytes, lines: this.#sum.lines };
  }

  sync(): Promise<void> {
    return this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

const none: Written = { bytes: 0, lines: { count: 0, sum: '0' } };

/** The files of an archive that is being written. */
export class LineFiles {
  readonly #files: ReadonlyMap<FileName, LineFile>;

  private constructor(files: ReadonlyMap<FileName, LineFile>) {
    this.#files = files;
  }

  /** Goes on after `progress`: what was written later is removed. */
  static async open(folder: string, progress?: Progress): Promise<LineFiles> {
    const files = new Map<FileName, LineFile>();
    for (const name of fileNames) {
      const written = progress?.[name] ?? none;
      const file = await open(pathOf(folder, name), progress ? 'r+' : 'w', 0o600);
      await file.truncate(written.bytes);
      files.set(name, new LineFile(file, written));
    }
    return new LineFiles(files);
  }

  async append(name: FileName, lines: readonly string[]): Promise<void> {
    await this.#files.get(name)?.append(lines);
  }

  #each<T>(partOf: (file: LineFile) => T): Readonly<Record<FileName, T>> {
    const entries = [...this.#files].map(([name, file]) => [name, partOf(file)] as const);
    return Object.fromEntries(entries) as Record<FileName, T>;
  }

  get progress(): Progress {
    return this.#each((file) => file.written);
  }

  get lines(): Readonly<Record<FileName, Lines>> {
    return this.#each((file) => file.written.lines);
  }

  /** Resolves once everything is durable. */
  async sync(): Promise<void> {
    for (const file of this.#files.values()) await file.sync();
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }
}
