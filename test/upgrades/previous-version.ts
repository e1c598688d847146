import { execFileSync, spawnSync } from 'node:child_process';

/** The last version that people run: set by whoever cuts a release. */
export const previous = {
  version: '0.1.0',
  commit: '898cf1343ce46f06e1eba7cbb856c341a948dd70',
  /** Of its end-to-end tests for both homes, those that pass against this server. */
  passing: 161,
};

/** Why the clients of that version cannot be tried; null if they can. */
export const previousMissing = (): string | null =>
  spawnSync('git', ['cat-file', '-e', `${previous.commit}^{tree}`]).status === 0
    ? null
    : `the history of version ${previous.version} is missing: git fetch --unshallow`;

/** Writes the files of that version into a folder, without packages. */
export const unpackPrevious = (folder: string): void => {
  const input = execFileSync('git', ['archive', previous.commit], { maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input });
};

const notUnique = 'an e-mail address that is not verified need not be unique';
const bothWrote =
  'presence, typing and read receipts pass only between two people who have both written';
const moreFields = 'a profile has more fields';

/** Tests of that version which fail, and what they do not find any more. The changelog names each. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['registration refuses a name in another case and a used e-mail address', notUnique],
  ['renaming refuses an empty change and a taken e-mail address', notUnique],
  ['profiles show presence only to people who share a conversation', moreFields],
  ['typing reaches the other member only, start and stop', bothWrote],
  ['presence is told to peers who are connected, once for several devices', bothWrote],
  ['presence that flaps is right for who asks about the user', bothWrote],
  ['messages that change edits, deletions and single reads are told to both', bothWrote],
  ['events a new conversation and a read-up-to are told to both', bothWrote],
  ['events presence follows the sockets', bothWrote],
]);
export const changedOnPurpose: readonly string[] = [...reasons.keys()];
