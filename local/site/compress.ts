import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const compressible = /\.(js|css|html|svg|json|webmanifest)$/;
const encoders = [
  ['.gz', promisify(gzip)],
  ['.br', promisify(brotliCompress)],
] as const;

/** Writes a gzip and a brotli variant next to every text file, for the server to choose from. */
export const compressFolder = async (folder: string): Promise<void> => {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => compressible.test(name))) {
    const bytes = await readFile(join(folder, file));
    for (const [suffix, encode] of encoders) {
      await writeFile(join(folder, file + suffix), await encode(bytes));
    }
  }
};
