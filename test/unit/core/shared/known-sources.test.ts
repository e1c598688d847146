import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { rememberSources, standingOf } from '#core/shared/known-sources.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const dayMs = 86_400_000;
const home = '192.0.2.1';
const elsewhere = '198.51.100.1';

/** Ada has signed in from home, with a browser that has a cookie. */
const setup = async () => {
  const { deps, ada, bob, clock } = await coreScene();
  const remember = (device?: string | null, address = home, userId = ada.id) =>
    rememberSources(deps, userId, { address, device });
  const cookie = await remember(null);
  if (cookie === null) throw new Error('no cookie');
  const standing = (device?: string | null, address = elsewhere, userId = ada.id) =>
    standingOf(deps.sources, userId, { address, device });
  return { remember, standing, cookie, bob, clock };
};

describe('a sign-in', () => {
  test('with the cookie of an earlier sign-in is from a known device, wherever it is', async () => {
    const { standing, cookie } = await setup();

    expect(await standing(cookie)).toEqual({ kind: 'device', device: cookie });
    expect(await standing(cookie, home)).toEqual({ kind: 'device', device: cookie });
  });

  test('from the network of an earlier sign-in is from a known network', async () => {
    const { standing } = await setup();

    expect(await standing(undefined, home)).toEqual({ kind: 'network' });
    expect(await standing('another cookie', home)).toEqual({ kind: 'network' });
  });

  test('from elsewhere, without a cookie, or with another user’s cookie is a stranger’s', async () => {
    const { standing, cookie, bob } = await setup();

    for (const device of [undefined, null, '', 'another cookie']) {
      expect(await standing(device)).toEqual({ kind: 'stranger' });
    }
    expect(await standing(cookie, home, bob.id)).toEqual({ kind: 'stranger' });
  });

  test('is a stranger’s again after some days', async () => {
    const { standing, cookie, clock } = await setup();
    const { networkDays, deviceDays } = limits.knownSources;

    clock.advance(networkDays * dayMs);
    expect(await standing(undefined, home)).toEqual({ kind: 'stranger' });
    expect(await standing(cookie)).toMatchObject({ kind: 'device' });
    clock.advance((deviceDays - networkDays) * dayMs);
    expect(await standing(cookie)).toEqual({ kind: 'stranger' });
  });
});

describe('the cookie of a device', () => {
  test('stays the same while its user signs in with it', async () => {
    const { remember, cookie } = await setup();

    expect(await remember(cookie)).toBe(cookie);
  });

  test('is new for a browser without one, and for one that the user has not used', async () => {
    const { remember, cookie, bob } = await setup();

    for (const next of [await remember(null), await remember('planted')]) {
      expect(next).toEqual(expect.any(String));
      expect([cookie, 'planted']).not.toContain(next);
    }
    expect(await remember(cookie, home, bob.id)).not.toBe(cookie);
  });

  test('is not set for a client without cookies', async () => {
    const { remember } = await setup();

    expect(await remember()).toBeNull();
  });
});
