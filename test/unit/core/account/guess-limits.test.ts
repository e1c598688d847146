import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IdentityProvider, PasswordQueue } from '#core/ports/identity.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { noPasswordQueue } from '#functions/adapters/aws/guess-ports.ts';
import { memoryChallengeStore } from '#functions/adapters/local/factors/challenges.ts';
import { sqliteFactorStore } from '#functions/adapters/local/factors/factor-store.ts';
import { FairPasswordQueue } from '#functions/adapters/local/identity/password-queue.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { sqliteKnownSourceStore } from '#functions/adapters/local/sqlite/known-source-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { aRegistration, noAudit } from '#test/support/builders.ts';
import { countedIds, fakeClock } from '#test/support/fakes.ts';

const { perNameAndAddress, perAddress, perDevice } = limits.attempts;
const right = 'Right-Pass-1';
const home = '198.51.100.1';

/** Ann, whose password is `right`, and a server for guesses. */
const setup = async (queue: PasswordQueue = new FairPasswordQueue()) => {
  const clock = fakeClock();
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const users = new SqliteUserStore(db, clock);
  const ann = aRegistration({ username: 'ann' });
  await users.claim(ann);
  await users.finish(ann.id);
  const tokens = {
    userId: ann.id,
    sessionId: 's',
    accessToken: 'a',
    refreshToken: 'r',
    expiresIn: 1,
  };
  const asked: string[] = [];
  const identities = {
    checkPassword: async (_: string | null, password: string) => {
      asked.push(password);
      return password === right ? { checked: '' } : 'invalid_credentials';
    },
    startSession: async () => tokens,
    listSessions: async () => [],
  } as unknown as IdentityProvider;
  const counters = sqliteCounterStore(db, clock);
  const sources = sqliteKnownSourceStore(db, clock);
  const ids = countedIds();
  const endSessions = async () => undefined;
  const audit = noAudit;
  const factors = sqliteFactorStore(db);
  const challenges = memoryChallengeStore(clock);
  const tried = { factors, challenges, counters, sources, queue };
  const deps = { users, identities, ...tried, clock, ids, endSessions, audit };
  const signIn = makeSignIn(deps);
  const client = { device: 'a browser', address: home };
  const enter = async (address: string, device?: string | null) => {
    const answer = await signIn({ username: 'ann', password: right, address, device, client });
    return answer.ok ? answer.value : answer;
  };
  const guess = async (address: string, username = 'ann', device?: string) => {
    const answer = await signIn({ username, password: 'Wrong-Pass-1', address, device, client });
    if (answer.ok) throw new Error('a wrong password opened');
    return answer;
  };
  /** `each` wrong guesses from each of `addresses` addresses. */
  const attack = async (addresses: number, each: number, username = 'ann') => {
    for (let n = 0; n < addresses * each; n++) {
      await guess(`203.0.${(n % addresses) >> 8}.${(n % addresses) & 255}`, username);
    }
  };
  return { clock, db, asked, enter, guess, attack };
};

test('50 wrong guesses from 10 addresses do not lock out the owner in a known network', async () => {
  const { enter, attack } = await setup();
  await enter(home);

  await attack(10, 5);

  expect(await enter(home)).toHaveProperty('tokens');
});

test('50 wrong guesses delay the owner in a new place by a few seconds at most', async () => {
  const { enter, attack, clock } = await setup();
  await attack(10, 5);

  const refused = await enter('198.51.100.2');
  const wait = 'retryAfterSeconds' in refused ? (refused.retryAfterSeconds ?? 0) : 0;
  clock.advance(wait * 1_000);

  expect(wait).toBeLessThanOrEqual(3);
  expect(await enter('198.51.100.2')).toHaveProperty('tokens');
});

test('in a long attack the owner waits some tens of seconds, and is never locked out', async () => {
  const { enter, attack, clock } = await setup();
  for (let n = 0; n < 200; n++) {
    await attack(10, 1);
    clock.advance(3_000);
  }

  const refused = await enter('198.51.100.2');
  const wait = 'retryAfterSeconds' in refused ? (refused.retryAfterSeconds ?? 0) : 0;
  clock.advance(wait * 1_000);

  expect(wait).toBeLessThanOrEqual(30);
  expect(await enter('198.51.100.2')).toHaveProperty('tokens');
});

test('an attacker with 1,000 addresses has a bounded number of guesses at one name', async () => {
  const { guess, asked, clock } = await setup();
  const { windowSeconds, free, paced, slowSeconds } = limits.attempts.strangers;
  const end = clock.now() + windowSeconds * 1_000;
  for (let n = 0; clock.now() < end; n++) {
    const answer = await guess(`203.0.${(n % 1_000) >> 8}.${(n % 1_000) & 255}`);
    if (answer.code !== 'too_many_attempts') continue;
    expect(answer.retryAfterSeconds).toBeLessThanOrEqual(slowSeconds);
    clock.advance((answer.retryAfterSeconds ?? 0) * 1_000);
  }

  // A period as long as a window overlaps two of them.
  const slow = windowSeconds / slowSeconds + 1;
  expect(asked.length).toBeLessThanOrEqual(2 * (free + paced) + slow);
  expect(asked.length).toBeGreaterThan(slow);
});

test('one network has five guesses per name and a hundred in total, also for unknown names', async () => {
  const { guess } = await setup();
  for (const name of ['ann', 'nobody']) {
    for (let n = 0; n < perNameAndAddress; n++) {
      expect((await guess(home, name)).code).toBe('invalid_credentials');
    }
    expect((await guess(home, name)).code).toBe('too_many_attempts');
    expect((await guess(home, name.toUpperCase())).code).toBe('too_many_attempts');
  }
  for (let n = 2 * perNameAndAddress; n < perAddress; n++) await guess(home, `name ${n}`);
  expect((await guess(home, 'another')).code).toBe('too_many_attempts');
});

test('a known device can sign in whatever others guess, also from its own network', async () => {
  const { enter, attack, guess } = await setup();
  const first = await enter(home, null);
  const device = 'device' in first ? first.device : null;
  await attack(40, 3);
  for (let n = 0; n < perAddress + 20; n++) await guess(home, `name ${n}`);
  for (let n = 0; n < perNameAndAddress + 1; n++) await guess(home);

  expect((await enter(home)) as object).toHaveProperty('code', 'too_many_attempts');
  expect(await enter(home, device)).toMatchObject({ device });
});

test('a stolen device cookie has few guesses, and is useless for another name', async () => {
  const { enter, guess, attack, asked } = await setup();
  const first = await enter(home, null);
  const device = ('device' in first ? first.device : null) ?? '';
  await attack(40, 3);
  asked.length = 0;

  for (let n = 0; n < perDevice + 5; n++) await guess('192.0.2.200', 'ann', device);
  expect(asked.length).toBeLessThanOrEqual(perDevice + 1);
  for (let n = 0; n < 30; n++) await guess(`192.0.2.${n}`, 'bob', device);
  expect((await guess('192.0.2.99', 'bob', device)).code).toBe('too_many_attempts');
});

test('a cookie that this user has not used is not adopted', async () => {
  const { enter } = await setup();

  expect(await enter(home, 'planted-by-somebody-else')).not.toMatchObject({
    device: 'planted-by-somebody-else',
  });
});

test('right passwords do not count, and leave no count behind', async () => {
  const { enter, db } = await setup();

  for (let n = 0; n < 60; n++) expect(await enter(home)).toHaveProperty('tokens');

  expect(db.get('SELECT sum(count) AS n FROM counters')).toEqual({ n: 0 });
  expect(db.get('SELECT count(*) AS n FROM known_sources')).toEqual({ n: 1 });
});

test('on Lambda a refusal is immediate: no function sleeps', async () => {
  const { guess, clock } = await setup(noPasswordQueue);
  for (let n = 0; n < perNameAndAddress; n++) await guess(home);

  expect((await guess(home)).code).toBe('too_many_attempts');
  expect(clock.slept).toEqual([]);
});

test('the latest sources of a user are known, up to a maximum', async () => {
  const { enter, db, clock } = await setup();
  for (let n = 0; n < limits.knownSources.perUser + 10; n++) {
    clock.advance(1);
    await enter(`192.0.2.${n}`);
  }

  expect(db.get('SELECT count(*) AS n FROM known_sources')).toEqual({
    n: limits.knownSources.perUser,
  });
});
