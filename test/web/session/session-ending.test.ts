import { describe, expect, it } from 'vitest';
import { createLastUser } from '#site/sync/last-user.ts';
import { json, setupApi } from '#test/web/support/api-setup.ts';
import { aToken, ME } from '#test/web/support/builders.ts';

const memory = () => {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};

/** A browser with a last user, and a server that knows why the session ended. */
const setup = ({ reason, last }: { reason?: string; last: string | null }) => {
  const storage = memory();
  const known = createLastUser(() => storage);
  if (last !== null) known.remember(last);
  const problem = { code: 'invalid_refresh_token', status: 401, ...(reason && { reason }) };
  return setupApi({ known, server: () => json(401, problem) });
};

describe('a session that the server has ended', () => {
  it.each([
    ['password_changed', true],
    ['token_reused', true],
    ['too_many_sessions', true],
    ['keys_rotated', true],
    ['expired', true],
    ['signed_out_elsewhere', false],
    ['signed_out_everywhere', false],
    ['account_deactivated', false],
  ])('is known to be %s at the next start; unsent data is kept: %s', async (reason, waits) => {
    const { session } = setup({ reason, last: ME });

    await session.restore();

    expect(session.ending()).toEqual({ userId: ME, reason });
    expect(session.hasExpired()).toBe(waits);
  });

  it('counts as expired if the server gives no reason', async () => {
    const { session } = setup({ last: ME });

    await session.restore();

    expect(session.ending()).toEqual({ userId: ME, reason: 'expired' });
  });

  it('is null without a previous user', async () => {
    const { session } = setup({ last: null });

    await session.restore();

    expect(session.ending()).toBeNull();
  });

  it('is detected while the page is open', async () => {
    const { session, call } = setup({ reason: 'password_changed', last: null });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toThrow('401');

    expect(session.ending()).toEqual({ userId: ME, reason: 'password_changed' });
  });

  it('is distinguished from a sign-out here', () => {
    const { session } = setup({ last: null });
    session.accept({ access_token: aToken(ME) });

    session.end();

    expect(session.ending()).toBeNull();
  });
});
