import { expect, test } from 'vitest';
import { within } from '#local/limits/deadline.ts';

test('work that ends in time has its own result, or its own error', async () => {
  expect(await within(Promise.resolve('done'), 10_000, 'late')).toBe('done');
  await expect(within(Promise.reject(new Error('broken')), 10_000, 'late')).rejects.toThrow(
    'broken',
  );
});

test('work that takes too long is replaced', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  expect(await within(promise, 1, 'late')).toBe('late');
  resolve('done');
});
