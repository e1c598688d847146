import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** Longest file, in lines, and most files in one folder. */
const MAX_LINES = 250;
const MAX_FILES = 25;
/** Folders that may have more files, each with its reason. */
const fuller: ReadonlyMap<string, string> = new Map([
  ['docs/adr', 'decisions are one numbered series, which its README lists'],
]);
const code = /\.(?:tsx?|[cm]?js|py|css)$/;

/** A file of the checkout; `lines` is null if the limit of lines does not apply to it. */
export interface SizedFile {
  readonly path: string;
  readonly lines: number | null;
}

/** Names each file that is too long, and each folder with too many files. */
export const sizeFaults = (files: readonly SizedFile[]): string[] => {
  const folders = Map.groupBy(files, ({ path }) => posix.dirname(path));
  return [
    ...files.flatMap(({ path, lines }) =>
      lines !== null && lines > MAX_LINES
        ? [`${path} has ${lines} lines, ${MAX_LINES} are allowed: split it by subject`]
        : [],
    ),
    ...[...folders].flatMap(([folder, { length }]) =>
      length > MAX_FILES && !fuller.has(folder)
        ? [`${folder} has ${length} files, ${MAX_FILES} are allowed: group them by area`]
        : [],
    ),
  ];
};

/** The files that Git tracks or would add, as they are in the working tree. */
export const sizedFiles = (): SizedFile[] => {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(path))
    .map((path) => ({
      path,
      lines: code.test(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : null,
    }));
};
