import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { validAfterRevocation } from '#core/domain/revocation.ts';
import {
  registeredUntil,
  type Session,
  sessionClient,
  sessionEnd,
  surplusSessions,
  withEnded,
} from '#core/domain/session.ts';

const { endedSeconds, maxEnded, perUser } = limits.session;
const now = 10 * endedSeconds * 1_000;

test('a session has the name of its browser and a shortened address', () => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';

  expect(sessionClient({ userAgent, address: '192.0.2.77' })).toEqual({
    device: 'Firefox, Linux',
    address: '192.0.2.0/24',
  });
});

describe('ended sessions', () => {
  test('are added with their time', () => {
    const before = [{ id: 'old', at: now - 1_000 }];

    expect(withEnded(before, ['new', 'newer'], now)).toEqual([
      { id: 'old', at: now - 1_000 },
      { id: 'new', at: now },
      { id: 'newer', at: now },
    ]);
  });

  test('that ended before keep their time', () => {
    const before = [{ id: 'one', at: now - 1_000 }];

    expect(withEnded(before, ['one'], now)).toEqual(before);
  });

  test('are removed once their access tokens have expired', () => {
    const edge = now - endedSeconds * 1_000;
    const before = [
      { id: 'expired', at: edge },
      { id: 'lasting', at: edge + 1 },
    ];

    expect(withEnded(before, [], now)?.map(({ id }) => id)).toEqual(['lasting']);
  });

  test('are listed up to a bound', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `session ${index}`);

    expect(withEnded([], ids(maxEnded), now)).toHaveLength(maxEnded);
    expect(withEnded([], ids(maxEnded + 1), now)).toBeNull();
  });
});

test('the least recently seen sessions above the limit end, never the current one', () => {
  const sessions = Array.from({ length: perUser + 2 }, (_, index): Session => {
    const times = { createdAt: 0, lastSeenAt: index, expiresAt: 0 };
    return { id: `session ${index}`, device: '', address: '', ...times };
  });
  const ids = (found: readonly Session[]) => found.map(({ id }) => id);

  expect(ids(surplusSessions(sessions, 'session 0'))).toEqual(['session 2', 'session 1']);
  expect(ids(surplusSessions(sessions, `session ${perUser}`))).toEqual(['session 1', 'session 0']);
  expect(surplusSessions(sessions.slice(2), 'session 2')).toEqual([]);
});

test.each([
  [true, 30 * 86_400],
  [false, 15 * 60 + 2 * 3_600],
])('a session (renewable: %s) ends after %i s', (isRenewable, seconds) => {
  const end = sessionEnd(1_000, { isRenewable, accessSeconds: 15 * 60 });

  expect(end).toBe(1_000 + seconds * 1_000);
});

test('a socket’s registration lasts eleven minutes', () => {
  expect(registeredUntil(1_000)).toBe(661_000);
});

test.each([
  [1_000, 2_000],
  [1_001, 2_000],
  [1_999, 2_000],
  [2_000, 3_000],
])('after a revocation at %i ms, tokens issued from %i ms on are valid', (at, validAfter) => {
  expect(validAfterRevocation(at)).toBe(validAfter);
});
