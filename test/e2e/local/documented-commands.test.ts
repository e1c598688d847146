import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import manifest from '#package.json' with { type: 'json' };

/**
 * Checks commands on pages for operators: script, subcommand and options must exist, by the command's own
 * `--help`.
 */
const pages = [
  ...globSync('docs/{,moving/}*.md').filter((file) => !/(adr|mutation)/.test(file)),
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
];
const scripts: Readonly<Record<string, string>> = manifest.scripts;
const run = promisify(execFile);

interface Named {
  readonly page: string;
  readonly script: string;
  readonly words: readonly string[];
}

/** `npm run NAME -- words`, up to the end of the code or the line. */
const commandsIn = (page: string): Named[] =>
  [...readFileSync(page, 'utf8').matchAll(/npm run (?:-s )?([\w:-]+)(?: -- ([^`\n|#>&]*))?/g)].map(
    ([, script = '', words = '']) => ({
      page,
      script,
      words: words.trim().split(/\s+/).filter(Boolean),
    }),
  );
const named = pages.flatMap(commandsIn);

/** The script file of a command that defines options; other commands run a tool or several scripts. */
const ofOurs = (script: string): string | undefined =>
  /(?<=\s)scripts\/\S+\.ts(?=$)/.exec(scripts[script] ?? '')?.[0];
const conditions = (script: string): string[] =>
  (scripts[script] ?? '').includes('--conditions=local') ? ['--conditions=local'] : [];

const helpOf = async (script: string, member?: string): Promise<string> => {
  const file = ofOurs(script) ?? '';
  const flags = ['--import=./local/runtime.js', '--disable-warning=ExperimentalWarning'];
  const args = [...flags, ...conditions(script), file, ...(member ? [member] : []), '--help'];
  const { stdout, stderr } = await run(process.execPath, args);
  return stdout + stderr;
};

test('pages name only scripts that exist', () => {
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
});

const withWords = [
  ...new Set(named.filter(({ words }) => words.length > 0).map((one) => one.script)),
]
  .filter((script) => ofOurs(script) !== undefined)
  .sort();

test.each(withWords)(
  'npm run %s has the subcommands and options that pages name',
  async (script) => {
    const help = await helpOf(script);
    const unknown = named
      .filter((one) => one.script === script)
      .flatMap(({ page, words: [first = '', ...rest] }) => {
        const subcommand = /^[a-z][a-z-]+$/.test(first) ? [first] : [];
        const options = [first, ...rest].filter((word) => /^--[a-z]/.test(word));
        return [...subcommand, ...options]
          .map((word) => word.split('=')[0] ?? '')
          .filter((word) => !new RegExp(`(^|[\\s|,(])${word}(?![\\w-])`, 'm').test(help))
          .map((word) => `${page}: ${word}`);
      });

    // The help of a group's member lists the options that the group passes on.
    const groups = ['bench', 'generate'];
    expect(
      groups.includes(script) ? unknown.filter((one) => !one.includes(': --')) : unknown,
    ).toEqual([]);
  },
);
