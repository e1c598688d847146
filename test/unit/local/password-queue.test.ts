import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { FairPasswordQueue } from '#functions/adapters/local/identity/password-queue.ts';

const { active, activePerNetwork, waitingPerNetwork, waiting, waitSeconds } = limits.passwordQueue;

afterEach(() => vi.useRealTimers());

/** Tasks that run until they are ended, in the order in which they started. */
const setup = () => {
  const queue = new FairPasswordQueue();
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const refused: unknown[] = [];
  let count = 0;
  const add = (network: string, key = `key ${++count}`) => {
    queue
      .run({ network, key }, () => {
        started.push(network);
        return new Promise<void>((resolve) => ends.push(resolve));
      })
      .catch((error: unknown) => refused.push(error));
  };
  const endAll = async () => {
    for (let idle = 0; idle < 3; idle++) {
      for (const end of ends.splice(0)) {
        idle = 0;
        end();
      }
      await turn();
    }
  };
  return { queue, add, started, refused, endAll };
};

test('tasks have a limit in total, and per network', async () => {
  const { add, started, endAll } = setup();
  for (let n = 0; n < 20; n++) add('full');
  await turn();
  expect(started).toHaveLength(activePerNetwork);
  for (let n = 0; n < 40; n++) add(`network ${n}`);
  await turn();
  expect(started).toHaveLength(active);

  await endAll();

  expect(started).toHaveLength(60);
});

test('a network that comes later does not wait for the queue of another one', async () => {
  const { add, started, endAll } = setup();
  for (let n = 0; n < 100; n++) add('full');
  await turn();

  add('other');
  await turn();

  expect(started.at(-1)).toBe('other');
  await endAll();
});

test('tasks with the same key run one after another, and do not delay other keys', async () => {
  const { add, started, endAll } = setup();
  add('network', 'ann');
  add('network', 'ann');
  add('network', 'bob');
  await turn();

  expect(started).toHaveLength(2);
  await endAll();
  expect(started).toHaveLength(3);
});

test('one network cannot fill the queue, and the whole queue is bounded', async () => {
  const { add, refused, endAll } = setup();
  for (let n = 0; n < activePerNetwork + waitingPerNetwork + 3; n++) add('full');
  await turn();
  expect(refused).toHaveLength(3);
  for (let n = 0; n < active + waiting; n++) add(`network ${n}`);
  await turn();

  expect(refused.length).toBe(3 + activePerNetwork + waitingPerNetwork);
  expect(refused[0]).toMatchObject({ name: 'BusyError' });
  await endAll();
});

test('a task that has waited too long is refused, and frees its place', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { add, started, refused, endAll } = setup();
  for (let n = 0; n < activePerNetwork + 2; n++) add('full');
  await turn();

  vi.advanceTimersByTime(waitSeconds * 1_000);
  await turn();
  expect([started.length, refused.length]).toEqual([activePerNetwork, 2]);
  add('full');
  await endAll();

  expect(started).toHaveLength(activePerNetwork + 1);
});

test('a failed task frees its place, and its error is passed on', async () => {
  const { queue } = setup();
  const fail = () =>
    queue.run({ network: 'n', key: 'k' }, () => Promise.reject(new Error('broken')));

  for (let n = 0; n < 20; n++) await expect(fail()).rejects.toThrow('broken');

  expect(await queue.run({ network: 'n', key: 'k' }, async () => 'done')).toBe('done');
});
