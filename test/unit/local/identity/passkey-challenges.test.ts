import { expect, test } from 'vitest';
import { memoryPasskeyChallenges } from '#functions/adapters/local/identity/passkey-challenges.ts';
import { fakeClock } from '#test/support/fakes.ts';
import { aPasskeyChallenge } from '#test/support/passkeys/a-passkey.ts';

const lifetime = 300_000;

const setup = (max = 3) => {
  const clock = fakeClock();
  const challenges = memoryPasskeyChallenges(clock, max);
  const begin = () =>
    challenges.put(
      aPasskeyChallenge({ purpose: 'sign_in', userId: null, expiresAt: clock.now() + lifetime }),
    );
  return { clock, challenges, begin };
};

test('a sign-in and a setup stay valid, however many sign-ins are begun after them', async () => {
  const { clock, challenges, begin } = setup();
  const own = aPasskeyChallenge({ expiresAt: clock.now() + lifetime });
  await challenges.put(own);
  const first = await begin();

  for (let n = 0; n < 1_000; n++) await begin();
  clock.advance(lifetime - 1);

  expect(await challenges.take(first)).toMatchObject({ purpose: 'sign_in', userId: null });
  expect(await challenges.take(own.secret)).toEqual(own);
});

test('a challenge that was changed, or is of another process, is refused', async () => {
  const { challenges, begin } = setup();
  const signed = await begin();
  const bytes = Buffer.from(signed, 'base64url');
  const changed = [0, 31, 32, bytes.length - 1].map((at) => {
    const copy = Buffer.from(bytes);
    copy[at] = Number(copy[at]) ^ 1;
    return copy.toString('base64url');
  });
  const foreign = await setup().begin();

  for (const one of [...changed, foreign, signed.slice(0, 20), '']) {
    expect(await challenges.take(one)).toBeNull();
  }
  expect(await challenges.take(signed)).not.toBeNull();
});

test('when very many were used, others are refused until these expire, and none becomes valid again', async () => {
  const { clock, challenges, begin } = setup(2);
  const [one, two, three] = [await begin(), await begin(), await begin()];
  for (const used of [one, two]) expect(await challenges.take(used)).not.toBeNull();
  expect(await challenges.take(three)).toBeNull();

  clock.advance(lifetime);
  const later = await begin();

  expect(await challenges.take(later)).not.toBeNull();
  expect(await challenges.take(one)).toBeNull();
});

test('a used challenge stays used after the clock was set back, and new ones are valid', async () => {
  const { clock, challenges, begin } = setup();
  const used = await begin();
  await challenges.take(used);
  clock.advance(lifetime);
  await challenges.take(await begin());
  clock.advance(-lifetime);

  expect(await challenges.take(used)).toBeNull();
  clock.advance(-1);
  expect(await challenges.take(await begin())).not.toBeNull();
  expect(await challenges.take(used)).toBeNull();
});
