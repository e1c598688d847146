import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { countSignIn } from '#core/shared/attempts.ts';
import { FairPasswordQueue } from '#functions/adapters/local/identity/password-queue.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { fakeClock } from '#test/support/fakes.ts';

/** Ten times as fast as real time, and slower on a slow machine. */
const setup = () => {
  const clock = fakeClock({ sleep: 'real' });
  const ticking = setInterval(() => clock.advance(100), 10);
  const db = new Database(':memory:');
  onTestFinished(() => {
    clearInterval(ticking);
    db.close();
  });
  const queue = new FairPasswordQueue();
  const deps = { counters: sqliteCounterStore(db, clock), queue, clock };
  const standing = { kind: 'network' } as const;
  const who = { username: 'ada', address: '192.0.2.1', standing };
  const signIn = (isRight: boolean) =>
    countSignIn(
      deps,
      who,
      async () => {
        const end = clock.now() + 1_000;
        while (clock.now() < end) await turn();
        return isRight;
      },
      (wasRight) => !wasRight,
    );
  const burst = async (isRight: boolean) => {
    const answers = await Promise.all(Array.from({ length: 9 }, () => signIn(isRight)));
    return answers.filter(({ ok }) => ok).length;
  };
  return { burst };
};

test('concurrent right passwords are all accepted, however slowly they are checked', async () => {
  const { burst } = setup();

  expect(await burst(true)).toBe(9);
});

test('five of many concurrent wrong passwords are checked', async () => {
  const { burst } = setup();

  expect(await burst(false)).toBe(5);
});
