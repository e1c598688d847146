import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import manifest from '../package.json' with { type: 'json' };
import { runCommand, UserError } from './command.ts';
import { isLater, notesOf, withVersion } from './release/changelog.ts';

const changelogFile = 'CHANGELOG.md';
const artifacts = '.cache/release';

const output = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim();
const run = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: 'inherit' });
};

/** @throws UserError unless everything is committed and `main` is checked out */
const expectCleanMain = (): void => {
  if (output('git', 'status', '--porcelain') !== '') {
    throw new UserError('there are uncommitted changes: commit or stash them first');
  }
  const branch = output('git', 'branch', '--show-current');
  if (branch !== 'main') throw new UserError(`releases are made on main, and this is ${branch}`);
};

const confirm = async (question: string): Promise<void> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type yes: `);
  terminal.close();
  if (answer.trim() !== 'yes') throw new UserError('nothing was changed');
};

const release = async (version: string, isConfirmed: boolean): Promise<void> => {
  if (!isLater(version, manifest.version)) {
    throw new UserError(`--version must be later than ${manifest.version}`);
  }
  expectCleanMain();
  const date = new Date().toISOString().slice(0, 10);
  const changelog = withVersion(readFileSync(changelogFile, 'utf8'), version, date);
  console.log(`Version ${version}:\n\n${notesOf(changelog, version)}\n`);
  if (!isConfirmed) await confirm(`Commit, tag v${version} and pack?`);
  writeFileSync(changelogFile, changelog);
  run('npm', 'version', version, '--no-git-tag-version', '--ignore-scripts');
  // Both contain the version.
  run('npm', 'run', '--silent', 'openapi');
  run('npm', 'run', '--silent', 'asyncapi');
  run('npm', 'run', '--silent', 'client:pack', '--', '--to', artifacts);
  run('git', 'commit', '--quiet', '--all', '--message', `Version ${version}`);
  run('git', 'tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
  console.log(`\nPacked in ${artifacts}. To publish: git push --follow-tags`);
};

await runCommand({
  name: 'release',
  summary: `Makes a release on main: moves the unreleased notes in ${changelogFile} under it, writes it into package.json and the API descriptions, packs the client, commits and tags. Pushes nothing.`,
  options: {
    version: { type: 'string' },
    yes: { type: 'boolean', default: false },
    notes: { type: 'string' },
  },
  help: {
    version: 'The new version, like 1.2.3',
    yes: 'Does not ask',
    notes: 'Only prints the changelog’s notes on this version',
  },
  run: async ({ version, yes = false, notes }) => {
    if (notes !== undefined) console.log(notesOf(readFileSync(changelogFile, 'utf8'), notes));
    else if (version === undefined) throw new UserError('--version is missing');
    else await release(version, yes);
  },
});
