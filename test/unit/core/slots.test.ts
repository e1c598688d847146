import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSlots } from '#core/slots.ts';

/** Tasks that run until the test ends them. */
const setup = (count: number) => {
  const inSlot = createSlots(count);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, fails = false) =>
    inSlot(async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (fails) throw new Error(`${name} failed`);
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { run, end, started };
};

test('a bounded number of tasks run at a time, the others in order', async () => {
  const { run, end, started } = setup(2);
  const all = ['one', 'two', 'three', 'four', 'five'].map((name) => run(name));
  await turn();
  expect(started).toEqual(['one', 'two']);

  await end('two');
  expect(started).toEqual(['one', 'two', 'three']);
  await end('one');
  await end('three');
  expect(started).toEqual(['one', 'two', 'three', 'four', 'five']);
  await end('four');
  await end('five');

  expect(await Promise.all(all)).toEqual(['one', 'two', 'three', 'four', 'five']);
});

test('a failed task frees its slot, also if none waits', async () => {
  const { run, end, started } = setup(1);
  const failing = run('failing', true).catch((error: Error) => error.message);
  await end('failing');
  expect(await failing).toBe('failing failed');

  const later = [run('next'), run('last')];
  await turn();
  expect(started).toEqual(['failing', 'next']);
  await end('next');
  await end('last');
  expect(await Promise.all(later)).toEqual(['next', 'last']);
});
