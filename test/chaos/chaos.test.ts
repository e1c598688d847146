import { expect, test } from 'vitest';
import { runChaos } from './run-chaos.ts';

const MINUTES = 60_000;
const small = { seconds: 8, users: 4, kills: 1, seed: 20_260, say: () => undefined };

test('cut sockets and a killed server neither lose, duplicate nor reorder anything', {
  timeout: 5 * MINUTES,
}, async () => {
  const { violations, figures } = await runChaos(small);

  expect(violations).toEqual([]);
  expect(figures['messages in the log']).toBeGreaterThan(10);
});

test('a client that never catches up is detected', { timeout: 5 * MINUTES }, async () => {
  const { violations } = await runChaos({ ...small, sabotage: 'catch-up', timeoutSeconds: 5 });

  expect(violations).not.toEqual([]);
});

test('a phone that gets no notification is detected', { timeout: 5 * MINUTES }, async () => {
  const { violations } = await runChaos({ ...small, endsSubscriptions: true, timeoutSeconds: 5 });

  expect(violations.join()).toContain('phones not notified of an unread message');
});
