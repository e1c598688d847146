import { join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { isInstalled, reasonOf, run } from '../processes.ts';

/** The version that `requirements.txt` pins, with its dependencies. */
const version = '0.29.1';
const requirements = join(import.meta.dirname, 'requirements.txt');
const oldestPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
const howToGetIt =
  'it needs python3 of version 3.11 or newer with venv, and to be downloaded once (Debian: apt-get install python3-venv)';

/** The Python of a virtual environment with openapi-python-client, or why there is none. */
export const pythonGenerator = async (): Promise<{ python: string } | { missing: string }> => {
  if (!isInstalled('python3', '-c', oldestPython)) {
    return { missing: `no such python3 found: ${howToGetIt}` };
  }
  try {
    const folder = await cachedFolder(`openapi-python-client-${version}`, async (draft) => {
      const python = join(draft, 'bin', 'python');
      await run('python3', ['-m', 'venv', draft]);
      await run(python, ['-m', 'pip', 'install', '-q', '-r', requirements]);
    });
    return { python: join(folder, 'bin', 'python') };
  } catch (error) {
    return { missing: `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}` };
  }
};
