import { join } from 'node:path';
import { cachedFolder } from '../support/cache-folder.ts';
import { isInstalled, reasonOf, run } from '../support/processes.ts';

/** The version that `requirements.txt` pins, with its dependencies. */
const version = '4.32.5';
const requirements = join(import.meta.dirname, 'requirements.txt');
const oldestPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const howToGetIt =
  'it needs python3 of version 3.10 or newer with venv, and to be downloaded once (Debian: apt-get install python3-venv)';

/**
 * The Python of a virtual environment with Schemathesis.
 * @throws with the reason if it cannot be installed
 */
export const schemathesisPython = async (): Promise<string> => {
  if (!isInstalled('python3', '-c', oldestPython)) {
    throw new Error(`no such python3 found: ${howToGetIt}`);
  }
  try {
    const folder = await cachedFolder(`schemathesis-${version}`, async (draft) => {
      const python = join(draft, 'bin', 'python');
      await run('python3', ['-m', 'venv', draft]);
      await run(python, ['-m', 'pip', 'install', '-q', '-r', requirements]);
    });
    return join(folder, 'bin', 'python');
  } catch (error) {
    throw new Error(`it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`);
  }
};
