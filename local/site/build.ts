import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const siteFolder = join(root, 'web/dist');
const stampFile = join(siteFolder, '.sources');
const sources = ['web', 'functions/contracts', 'package-lock.json'];

const listFiles = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(
    () => null,
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((file) => !file.startsWith('web/dist/'));
};

/** A fingerprint of everything that the built site is made of. */
const fingerprint = async (): Promise<string> => {
  const files = (await Promise.all(sources.map(listFiles))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex');
};

/** The build's output is shown only when it fails. */
const runVite = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const args = [vite, 'build', 'web', '--configLoader', 'native', '--logLevel', 'warn'];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`building the site failed:\n${output}`)),
    );
  });

/** Builds the site unless it is already built from these very sources; says so when it builds. */
export const buildSiteWhenStale = async (say: (line: string) => void): Promise<void> => {
  const wanted = await fingerprint();
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  if (built === wanted) return;
  say('Building the site (once for these sources)…');
  const startedAt = performance.now();
  await runVite();
  await writeFile(stampFile, wanted);
  say(`Built in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
};
