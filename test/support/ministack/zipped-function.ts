import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunction } from '../../../lib/bundling/bundle-function.ts';

/** The bundle of a function as Lambda takes it. @param folder empty; the caller removes it */
export const zippedFunction = (source: string, folder: string): Buffer => {
  bundleFunction(source, folder);
  execFileSync('python3', ['-m', 'zipfile', '-c', 'bundle.zip', '.'], { cwd: folder });
  return readFileSync(join(folder, 'bundle.zip'));
};
