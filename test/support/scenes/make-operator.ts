import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasCapability } from '../capabilities.ts';

const run = promisify(execFile);

/** Makes a user an operator next to the running server, or on a stage, like its operator. */
export const makeOperator = async (
  username: string,
  home: readonly ['--data' | '--stage', string],
): Promise<void> => {
  const script = ['--disable-warning=ExperimentalWarning', 'scripts/users.ts'];
  await run(process.execPath, [...script, 'operator', username, '--yes', ...home]);
};

const { PARLEY_SHARED_DATA: data, PARLEY_STAGE: stage } = process.env;

/** Of the e2e files: the shared Parley, or the stage that `PARLEY_STAGE` names. */
export const sharedHome = (): readonly ['--data' | '--stage', string] | null => {
  if (data) return ['--data', data];
  const why = stage ? null : 'PARLEY_STAGE does not name the stage';
  return hasCapability('e2e: operators', why) && stage ? ['--stage', stage] : null;
};
