import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const run = promisify(execFile);

test('the curl examples of the README do what they say', async () => {
  const section = readFileSync('README.md', 'utf8').split('## Call the API')[1] ?? '';
  const script = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  expect(script).toContain('curl');
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);

  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    env: { ...process.env, PARLEY: parley.url },
    cwd: data.path,
  });

  await parley.stop();
  data.remove();
  // curl ends an answer without a line break: three documents stand in a row, and then the file.
  const [documents = '', file] = stdout.split(/(?<=\})(?=Note)/);
  const [message, list, conversation] = documents
    .split(/(?<=\})(?=\{)/)
    .map((text) => JSON.parse(text));
  expect(message).toMatchObject({ text: 'Hello, Bob', seq: 1 });
  expect(list).toMatchObject({ total: 1, items: [{ unread_count: 1 }] });
  expect(conversation).toMatchObject({ unread_count: 0, my_read_seq: 1 });
  expect(file).toBe('Note G\n');
});
