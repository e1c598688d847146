import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAsk } from '#client/platform/settled-soon.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a store that did not answer once is not called again until its late answer arrives', async () => {
  const ask = createAsk(1_000);
  let asked = 0;
  let answer: (value: string) => void = () => undefined;
  const question = (): Promise<string> => {
    asked++;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };

  const late: string[] = [];
  const first = ask(question, (value) => late.push(value)).catch(() => 'none');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await first).toBe('none');
  await expect(ask(question)).rejects.toThrow();
  expect(asked).toBe(1);

  answer('late');
  await vi.advanceTimersByTimeAsync(0);
  const second = ask(question);
  answer('there');
  expect(await second).toBe('there');
  expect(late).toEqual(['late']);
  expect(asked).toBe(2);
});

it('a store that refuses is called again', async () => {
  const ask = createAsk(1_000);
  await expect(ask(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(await ask(async () => 'room')).toBe('room');
});
