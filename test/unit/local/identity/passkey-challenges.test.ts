import { expect, it } from 'vitest';
import { memoryPasskeyChallenges } from '#functions/adapters/local/identity/passkey-challenges.ts';
import { fakeClock } from '#test/support/fakes.ts';
import { aPasskeyChallenge } from '#test/support/passkeys/a-passkey.ts';

it('drops the oldest sign-in when too many wait, and no setup', async () => {
  const clock = fakeClock();
  const challenges = memoryPasskeyChallenges(clock, 3);
  const expiresAt = clock.now() + 300_000;
  const setup = aPasskeyChallenge({ expiresAt });
  const signIns = [1, 2, 3, 4].map(() =>
    aPasskeyChallenge({ purpose: 'sign_in', userId: null, expiresAt }),
  );

  for (const challenge of [setup, ...signIns]) await challenges.put(challenge);

  const taken = await Promise.all(signIns.map(({ secret }) => challenges.take(secret)));
  expect(taken).toEqual([null, ...signIns.slice(1)]);
  expect(await challenges.take(setup.secret)).toEqual(setup);
});
