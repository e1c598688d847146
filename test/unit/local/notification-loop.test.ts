import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { startLoop } from '#functions/adapters/local/notification-loop.ts';
import type {
  DueNotification,
  DueTable,
} from '#functions/adapters/local/sqlite/due-notifications.ts';

test('a notification whose function always fails is tried ever more rarely, and then removed', async () => {
  let now = 0;
  let row: (DueNotification & { dueAt: number }) | null = {
    userId: 'ada',
    conversationId: 'one',
    seq: 1,
    attempt: 1,
    dueAt: 0,
  };
  const waits: number[] = [];
  const due: DueTable = {
    look: () => ({
      listed: row && row.dueAt <= now ? [row] : [],
      untilNext: row ? Math.max(0, row.dueAt - now) : null,
    }),
    remove: async () => {
      row = null;
    },
    postpone: async (notification, afterMs) => {
      waits.push(afterMs / 1_000);
      row = { ...notification, dueAt: now + afterMs };
    },
    onNew: () => undefined,
  };
  let wake: (() => void) | undefined;
  let attempts = 0;
  const loop = startLoop({
    due,
    announce: async () => {
      attempts++;
      return false;
    },
    onFailure: (error) => expect.fail(String(error)),
    now: () => now,
    wakeIn: (run) => {
      wake = run;
    },
    soon: (run) => run(),
  });
  for (let step = 0; step < 10_000 && row; step++) {
    now += 1_000;
    wake?.();
    await new Promise(setImmediate);
  }
  await loop.stop();

  expect(row).toBeNull();
  expect(attempts).toBe(limits.webPush.attempts);
  expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40]);
  expect(Math.max(...waits)).toBe(limits.webPush.longestWaitSeconds);
});
