import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFolder } from './compress.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** One folder per fingerprint, so that a running server keeps its files while another one builds. */
const builds = join(root, '.cache/site');
const keptBuilds = 3;
const sources = ['web', 'client', 'functions/contracts', 'package-lock.json'];

const listFiles = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(
    () => null,
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((file) => !file.startsWith(join('web', 'dist')));
};

/** A hash of all sources of the site. */
const fingerprint = async (): Promise<string> => {
  const files = (await Promise.all(sources.map(listFiles))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
};

/** Runs in a child process, so that this one stays small. Its output is shown only if it fails. */
const runVite = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const args = ['build', 'web', '--configLoader', 'native', '--logLevel', 'warn'];
    const child = spawn(process.execPath, [vite, ...args, '--outDir', folder, '--emptyOutDir'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A test runner sets another NODE_ENV, which would bundle development builds of libraries.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`building the site failed:\n${Buffer.concat(output)}`)),
    );
  });

/** A build that takes longer than this was interrupted. */
const unfinishedMs = 3_600_000;

/** Removes old builds and the remains of interrupted ones; another process may be building now. */
const removeOldBuilds = async (): Promise<void> => {
  const folders = await readdir(builds);
  const dated = await Promise.all(
    folders.map(async (name) => ({
      name,
      at: await stat(join(builds, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ),
    })),
  );
  const isUnfinished = ({ name }: { name: string }): boolean => name.includes('.');
  const finished = dated.filter((build) => !isUnfinished(build));
  const old = [
    ...finished.sort((one, other) => other.at - one.at).slice(keptBuilds),
    ...dated.filter((build) => isUnfinished(build) && build.at < Date.now() - unfinishedMs),
  ];
  await Promise.all(
    old.map(({ name }) => rm(join(builds, name), { recursive: true, force: true })),
  );
};

/** The folder of the site built from the current sources. If it is missing, builds it and reports that. */
export const builtSiteFolder = async (say: (line: string) => void): Promise<string> => {
  const folder = join(builds, await fingerprint());
  if (existsSync(folder)) return folder;
  say('Building the site (once for these sources)…');
  const startedAt = performance.now();
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(builds, { recursive: true });
  await runVite(unfinished);
  await compressFolder(unfinished);
  // A concurrent start may have finished first; its build is equivalent.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  await removeOldBuilds();
  say(`Built in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
  return folder;
};
