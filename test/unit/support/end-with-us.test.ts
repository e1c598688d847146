import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const untilGone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** A process that starts a server like tests do; the server prints its process ids. */
const startTest = async (isGroup: boolean): Promise<{ test: ChildProcess; pids: number[] }> => {
  const server = isGroup ? 'sleep 600 & echo $! $$; wait' : 'echo $$; exec sleep 600';
  const source = `
    import { spawn } from 'node:child_process';
    import { endWithUs } from './test/support/end-with-us.ts';
    const options = { stdio: ['ignore', 'pipe', 'ignore'], detached: ${isGroup} };
    const child = spawn('sh', ['-c', ${JSON.stringify(server)}], options);
    endWithUs(child, { isGroup: ${isGroup} });
    child.stdout.pipe(process.stdout);
    setInterval(() => undefined, 1_000);`;
  const test = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(test.stdout), 'line')) as [string];
  return { test, pids: line.split(' ').map(Number) };
};

describe.skipIf(process.platform === 'win32')('a process that a test starts', () => {
  it.each([
    ['a process', false],
    ['a group of processes', true],
  ])('%s ends with the test, also if the test is killed', async (_, isGroup) => {
    const { test, pids } = await startTest(isGroup);
    expect(pids.every(isAlive)).toBe(true);

    test.kill('SIGKILL');

    await Promise.all(pids.map(untilGone));
    expect(pids.some(isAlive)).toBe(false);
  });
});
