import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { examine, type Finding, mendAll } from '../../functions/adapters/local/doctor/doctor.ts';
import { dataFile } from '../../local/backup/data-file.ts';
import { FolderInUseError, lockFolder } from '../../local/lock.ts';
import { runCommand, UserError } from '../command.ts';

const confirm = async (): Promise<void> => {
  if (!process.stdin.isTTY) throw new UserError('nobody to ask: pass --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    'Mend this? A backup of it is advisable first. Type yes: ',
  );
  terminal.close();
  if (answer.trim() !== 'yes') throw new UserError('nothing was changed');
};

/** Null if a server uses the folder. */
const lock = (folder: string): (() => void) | null => {
  try {
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof FolderInUseError) return null;
    throw error;
  }
};

const lineOf = ({ problem, mending }: Finding): string =>
  `- ${problem}\n  ${mending === null ? 'cannot be mended here: restore a backup' : `--mend ${mending}`}`;

const print = (findings: readonly Finding[]): void => {
  for (const finding of findings) console.log(lineOf(finding));
};

/** Mends until nothing more can be mended: a mended index may show what else is wrong. */
const mend = async (folder: string, found: readonly Finding[]): Promise<Finding[]> => {
  let findings = [...found];
  for (let round = 0; round < 3 && findings.some((finding) => finding.mend); round++) {
    mendAll(folder, findings);
    findings = await examine(folder);
  }
  return findings;
};

await runCommand({
  name: 'doctor',
  summary:
    'Examines the data of a one-process Parley: the integrity of the data file, counts against messages, rows and files that belong to nothing, missing files. A running Parley is examined only.',
  options: {
    data: { type: 'string' },
    mend: { type: 'boolean' },
    yes: { type: 'boolean' },
  },
  help: {
    data: 'The data folder (default ./.parley)',
    mend: 'Mends what can be mended, while Parley is stopped; asks first',
    yes: 'Mends without asking',
  },
  run: async ({ data = '.parley', mend: isMending = false, yes = false }) => {
    const folder = resolve(data);
    if (!existsSync(join(folder, dataFile))) {
      throw new UserError(`there is no data file in ${data}: see --data`);
    }
    const unlock = lock(folder);
    try {
      if (!unlock && isMending)
        throw new UserError(`another Parley is running on ${data}: stop it first`);
      const found = await examine(folder);
      print(found);
      let left = found;
      if (isMending && found.some((finding) => finding.mend)) {
        if (!yes) await confirm();
        left = await mend(folder, found);
        console.log(`${found.length - left.length} of ${found.length} mended`);
        print(left);
      }
      if (left.length === 0) console.log(`${data} is in order`);
      else process.exitCode = 1;
    } finally {
      unlock?.();
    }
  },
});
