import { beforeEach, describe, expect, test } from 'vitest';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { deactivateUser } from '#core/usecases/account/deactivate-me.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { makeGetFactor } from '#core/usecases/factor/get-factor.ts';
import { appCode } from '#test/support/factor/app-code.ts';
import { address, client, factorScene, password } from '#test/support/scenes/factor-scene.ts';

let scene: Awaited<ReturnType<typeof factorScene>>;
beforeEach(async () => {
  scene = await factorScene();
});

describe('a sign-in with a second factor', () => {
  test('gets no tokens for the password, and starts its session with the code', async () => {
    const { turnOn, enter, give, people, events, clock } = scene;
    const { secret } = await turnOn();

    const refused = await enter();
    expect(refused).toMatchObject({ ok: false, code: 'second_factor_required' });
    expect(people.signedIn).toEqual([]);
    const challenge = refused.ok ? '' : (refused.challenge ?? '');

    expect(await give(challenge, appCode(secret, clock.now()))).toBe('signed in');
    expect(people.signedIn).toHaveLength(1);
    expect((await events()).sort()).toEqual(['factor_set', 'signed_in']);
  });

  test('is refused clearly for a client without a second step', async () => {
    const { turnOn, deps, ada } = scene;
    await turnOn();
    const answer = await makeSignIn(deps)({ username: ada.username, password, address, client });

    expect(answer).toMatchObject({ code: 'second_factor_required' });
    expect(answer).not.toHaveProperty('challenge');
    expect(await scene.events()).toContain('second_step_refused');
  });

  test('that ends after the right password is in the account log, and one that gets its code is not', async () => {
    const { turnOn, enter, challengeOf, give, deps, ada, clock } = scene;
    const { secret } = await turnOn();
    const left = async () =>
      (await deps.audit.list(ada.id))
        .filter(({ type }) => type === 'second_step_refused')
        .map(({ count }) => count);

    const challenge = await challengeOf();
    await enter();
    const begun = await left();
    expect(await give(challenge, '000000')).toBe('invalid_code');
    const wrong = await left();
    expect(await give(challenge, appCode(secret, clock.now()))).toBe('signed in');

    expect([begun, wrong, await left()]).toEqual([[2], [2], [1]]);
  });

  test('does not reveal the factor without the password', async () => {
    const { turnOn, deps, ada } = scene;
    await turnOn();
    const answer = await makeSignIn(deps)({
      username: ada.username,
      password: 'Wrong-Pass-1',
      address,
      client,
      isTwoStep: true,
    });

    expect(answer).toMatchObject({ code: 'invalid_credentials' });
  });

  test('takes a code and a challenge once, also at the same time', async () => {
    const { turnOn, challengeOf, give, clock } = scene;
    const { secret } = await turnOn();
    const [one, other] = [await challengeOf(), await challengeOf()];
    const code = appCode(secret, clock.now());

    const both = await Promise.all([give(one, code), give(other, code)]);

    expect(both.sort()).toEqual(['invalid_code', 'signed in']);
    expect(await give(one, appCode(secret, clock.now(), 1))).not.toBe(
      await give(other, appCode(secret, clock.now(), 1)),
    );
  });

  test('takes a recovery code once, in any form, logs it and shows it', async () => {
    const { turnOn, challengeOf, give, emitted, events, deps, caller, ada } = scene;
    const { recovery } = await turnOn();
    const [code = ''] = recovery;
    const typed = ` ${code.replaceAll('-', ' ').toUpperCase()}`;

    expect(await give(await challengeOf(), typed)).toBe('signed in');
    expect(await give(await challengeOf(), code)).toBe('invalid_code');

    expect(await events()).toContain('recovery_code_used');
    expect(emitted()).toEqual([
      [ada.id, 'account:event'],
      [ada.id, 'account:event'],
    ]);
    expect(await makeGetFactor(deps)(caller)).toMatchObject({ value: { recovery_codes_left: 9 } });
  });

  test('has five tries for each challenge, which expires', async () => {
    const { turnOn, challengeOf, give, clock, deps, ada } = scene;
    const { secret, recovery } = await turnOn();
    const challenge = await challengeOf();
    // From five networks, so that only the challenge limits.
    for (let n = 0; n < factorLimits.codesPerChallenge; n++) {
      expect(await give(challenge, '000000', `192.0.2.${n}`)).toBe('invalid_code');
    }
    expect(await give(challenge, appCode(secret, clock.now()))).toBe('invalid_challenge');
    const late = await challengeOf();
    clock.advance(factorLimits.challengeSeconds * 1_000);
    expect(await give(late, recovery[0] ?? '')).toBe('invalid_challenge');

    const [refusal] = (await deps.audit.list(ada.id)).filter(({ type }) => type === 'code_refused');
    expect(refusal?.count).toBe(factorLimits.codesPerChallenge);
  });

  test('ends with the sessions of the account', async () => {
    const { turnOn, challengeOf, give, clock, deps, ada } = scene;
    const { secret } = await turnOn();
    const challenge = await challengeOf();
    await deps.users.revokeTokens(ada.id, clock.now() + 1);

    expect(await give(challenge, appCode(secret, clock.now()))).toBe('invalid_challenge');
    const next = await challengeOf();
    await deactivateUser(deps, ada.id);
    expect(await give(next, appCode(secret, clock.now()))).toBe('invalid_challenge');
  });

  test('is not given once the password has changed', async () => {
    const { turnOn, challengeOf, give, clock, people, ada } = scene;
    const { secret } = await turnOn();
    const challenge = await challengeOf();
    people.passwords.set(ada.id, 'Another-Pass-2');

    expect(await give(challenge, appCode(secret, clock.now()))).toBe('invalid_challenge');
  });
});

describe('guesses of a code', () => {
  /** When the windows of counters begin. */
  const toMidnight = (): void => scene.clock.advance(86_400_000 - (scene.clock.now() % 86_400_000));

  /** Wrong codes of somebody who knows the password, each from another network. */
  const attack = async (guesses: number) => {
    const { challengeOf, give } = scene;
    const answers: string[] = [];
    for (let n = 0; n < guesses; n++) {
      const from = `198.51.${n >> 8}.${n & 255}`;
      answers.push(await give(await challengeOf(from), '000000', from));
    }
    return answers.filter((code) => code === 'invalid_code').length;
  };

  test('by strangers are few, and do not keep the owner out of a known network', async () => {
    const { turnOn, enter, challengeOf, give, clock } = scene;
    await enter();
    const { secret } = await turnOn();

    expect(await attack(100)).toBe(factorLimits.strangers.free + 1);
    expect(await give(await challengeOf('203.0.113.9'), '000000', '203.0.113.9')).toBe(
      'too_many_attempts',
    );
    expect(await give(await challengeOf(), appCode(secret, clock.now()))).toBe('signed in');
  });

  test('from one network are five in a quarter of an hour', async () => {
    const { turnOn, challengeOf, give } = scene;
    await turnOn();
    const answers: string[] = [];
    for (let n = 0; n < 7; n++) answers.push(await give(await challengeOf(), '000000'));

    expect(answers.filter((code) => code === 'invalid_code')).toHaveLength(5);
    expect(answers.at(-1)).toBe('too_many_attempts');
  });

  test('from a known network are thirty in a day, then those of strangers, and the owner still gets in', async () => {
    const { turnOn, enter, challengeOf, give, clock } = scene;
    await enter();
    const { secret } = await turnOn();
    const { guesses: few, guessesADay, strangers } = factorLimits;
    toMidnight();
    let guesses = 0;
    for (let seconds = 0; seconds < strangers.windowSeconds; seconds += few.windowSeconds) {
      for (let n = 0; n < few.limit; n++) {
        if ((await give(await challengeOf(), '000000')) === 'invalid_code') guesses++;
      }
      clock.advance(few.windowSeconds * 1_000);
    }

    const slow = strangers.windowSeconds / strangers.slowSeconds;
    expect(guesses).toBeGreaterThan(guessesADay);
    expect(guesses).toBeLessThanOrEqual(guessesADay + strangers.free + slow);
    expect(await give(await challengeOf(), appCode(secret, clock.now()))).toBe('signed in');
  });

  /** Wrong codes that sessions give in ten hours, as many as they can. */
  const guessIn = async (sessions: readonly string[]): Promise<number> => {
    const { prove, clock, caller } = scene;
    let guesses = 0;
    for (let n = 0; n < 40; n++) {
      for (const sessionId of sessions) {
        for (let k = 0; k < 6; k++) {
          if ((await prove('000000', { ...caller, sessionId })) === 'invalid_code') guesses++;
        }
      }
      clock.advance(factorLimits.guesses.windowSeconds * 1_000);
    }
    return guesses;
  };

  test('by a stolen session are thirty in a day, and leave the other sessions theirs', async () => {
    const { turnOn, prove, clock, caller } = scene;
    const { secret } = await turnOn();
    toMidnight();

    expect(await guessIn(['stolen'])).toBe(factorLimits.guessesADay);
    const code = () => appCode(secret, clock.now());
    expect(await prove(code(), { ...caller, sessionId: 'stolen' })).toBe('too_many_attempts');
    expect(await prove(code())).toBe('proven');
    toMidnight();
    expect(await prove(code(), { ...caller, sessionId: 'stolen' })).toBe('proven');
  });

  test('by many stolen sessions are 120 in a day', async () => {
    const { turnOn } = scene;
    await turnOn();
    toMidnight();

    expect(await guessIn(['1', '2', '3', '4', '5', '6'])).toBe(factorLimits.guessesOfSessionsADay);
  });
});
