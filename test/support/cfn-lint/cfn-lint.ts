import { join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { isInstalled, reasonOf, run } from '../processes.ts';

/** The version that `requirements.txt` pins, with its dependencies. */
const version = '1.58.0';
const requirements = join(import.meta.dirname, 'requirements.txt');
const oldestPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
const howToGetIt =
  'it needs python3 of version 3.10 or newer with venv, and to be downloaded once (Debian: apt-get install python3-venv)';

const environment = (): Promise<string> =>
  cachedFolder(`cfn-lint-${version}`, async (folder) => {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '-r', requirements]);
  });

/** Downloads it if it is missing. Returns why cfn-lint cannot run here, or null. */
export const cfnLintMissing = async (): Promise<string | null> => {
  if (!isInstalled('python3', '-c', oldestPython)) return `no such python3 found: ${howToGetIt}`;
  try {
    await environment();
    return null;
  } catch (error) {
    return `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`;
  }
};

/** A finding, such as `E3002 parley-dev-data.json: …`. Warnings are findings too. */
export const findingsOf = async (
  files: readonly string[],
  regions: readonly string[],
  /** Rules that are not asked for. */
  ignored: readonly string[],
): Promise<string[]> => {
  const folder = await environment();
  // Without the entry script, which contains the path where the environment was made.
  const args = [
    '-c',
    'from cfnlint.runner import main; main()',
    '--format',
    'json',
    '--regions',
    ...regions,
  ];
  const ignore = ignored.length > 0 ? ['--ignore-checks', ...ignored] : [];
  const output = await run(
    join(folder, 'bin', 'python'),
    [...args, ...ignore, '--template', ...files],
    { maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout?: string }) => {
    // It exits with a bit per kind of finding.
    if (error.stdout?.startsWith('[')) return { stdout: error.stdout };
    throw error;
  });
  const found = JSON.parse(output.stdout || '[]') as {
    Rule: { Id: string };
    Filename: string;
    Message: string;
  }[];
  return found.map(
    ({ Rule, Filename, Message }) => `${Rule.Id} ${Filename.split('/').at(-1)}: ${Message}`,
  );
};
