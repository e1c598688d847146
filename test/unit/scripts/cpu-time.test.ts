import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { startCpuClock } from '#scripts/test/cpu-time.ts';

/** Uses about this many seconds of processor time, whatever else runs. */
const busy = (seconds: number) =>
  `const seconds = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
   while (seconds() < ${seconds});`;

/** Starts a busy process, prints its id once it has worked, and ends before it. */
const leaving = (program: string): string => `
  const { spawn } = require('node:child_process');
  const args = ['-e', ${JSON.stringify(`${program} console.log(process.pid); setInterval(() => {}, 1000);`)}];
  spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'ignore'], detached: true }).unref();
  process.stdin.once('data', () => process.exit(0));`;

describe.skipIf(process.platform !== 'linux')('processor time of a child process', () => {
  test('includes that of a grandchild that nobody waited for', async () => {
    const child = spawn(process.execPath, ['-e', leaving(busy(2.5))], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const clock = startCpuClock(child.pid);
    const [grandchild] = await once(child.stdout, 'data');
    child.stdin.write('end');
    await once(child, 'exit');
    const seconds = clock.stop();
    process.kill(Number(grandchild));

    expect(seconds).toBeGreaterThan(2.4);
  });

  test('is separate for two concurrent children', async () => {
    const [long, short] = [1, 0.2].map((seconds) => {
      const child = spawn(process.execPath, ['-e', busy(seconds)], { stdio: 'ignore' });
      return { ended: once(child, 'exit'), clock: startCpuClock(child.pid) };
    });
    if (!long || !short) throw new Error('two children');

    await short.ended;
    const shortSeconds = short.clock.stop();
    await long.ended;
    const longSeconds = long.clock.stop();

    expect(shortSeconds).toBeGreaterThan(0.15);
    expect(shortSeconds).toBeLessThan(0.7);
    expect(longSeconds).toBeGreaterThan(0.9);
    expect(longSeconds).toBeLessThan(1.6);
  });
});
