import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const run = promisify(execFile);

/** The first shell example below a heading. */
const exampleOf = (file: string, heading: string): string => {
  const section = readFileSync(file, 'utf8').split(heading)[1] ?? '';
  const script = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  expect(script).toContain('curl');
  return script;
};

/** Runs an example against a Parley without users; returns its output. */
const outputOf = async (script: string): Promise<string> => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    env: { ...process.env, PARLEY: parley.url },
    cwd: data.path,
  });
  await parley.stop();
  data.remove();
  return stdout;
};

test('the example of the README sends a message', async () => {
  const message = JSON.parse(await outputOf(exampleOf('README.md', '## Call the API')));

  expect(message).toMatchObject({ text: 'Hello, Bob', seq: 1 });
});

test('the examples of docs/api.md return what the page says', async () => {
  const stdout = await outputOf(exampleOf('docs/api.md', '# The API by example'));

  // curl prints no line break after an answer: three documents follow each other, then the file.
  const [documents = '', file] = stdout.split(/(?<=\})(?=Note)/);
  const [message, list, accepted, conversation] = documents
    .split(/(?<=\})(?=\{)/)
    .map((text) => JSON.parse(text));
  expect(message).toMatchObject({ text: 'Hello, Bob', seq: 1 });
  const request = { state: 'received', messages_left: 9 };
  expect(list).toMatchObject({ total: 1, items: [{ unread_count: 1, request }] });
  expect(accepted).not.toHaveProperty('request');
  expect(conversation).toMatchObject({ unread_count: 0, my_read_seq: 1 });
  expect(file).toBe('Note G\n');
});
