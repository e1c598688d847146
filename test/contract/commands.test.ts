import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '#package.json' with { type: 'json' };

const scripts: Record<string, string> = manifest.scripts;
const read = (path: string): string => readFileSync(path, 'utf8');
/**
 * The files that name commands. The changelog is not checked, since it names commands of earlier versions.
 */
const pages = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => /\.(?:md|ts|tsx|js|yml|json|py)$|^\.ci\//.test(path))
  .filter((path) => path !== 'CHANGELOG.md' && path !== 'package-lock.json');

const membersOf = (group: string): Set<string> =>
  new Set(
    execFileSync('npm', ['run', '-s', group, '--', '--help'], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => /^ {2}([a-z]\S*) /.exec(line)?.[1] ?? []),
  );
const groups = new Map(['bench', 'generate'].map((group) => [group, membersOf(group)]));

const faultsOf = (path: string): string[] =>
  [...read(path).matchAll(/npm run (?:(?:-s|--silent) )?([a-z][a-z:-]*)(?: -- ([a-z][a-z-]*))?/g)]
    .filter(([, name = '', member]) => {
      const members = groups.get(name);
      if (members && member) return !members.has(member);
      return scripts[name] === undefined;
    })
    .map(([command]) => `${path}: ${command}`);

test('every command in a page, a message or a workflow exists', () => {
  expect(pages.length).toBeGreaterThan(500);
  expect(pages.flatMap(faultsOf)).toEqual([]);
});

test('every command is explained in docs/commands.md', () => {
  const page = read('docs/commands.md');
  const names = Object.keys(scripts).filter((name) => !name.startsWith('#'));
  const words = new Set(page.match(/[a-z][a-z:-]*/g));
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});
