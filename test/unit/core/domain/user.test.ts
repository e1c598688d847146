import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { passwordForms } from '#core/domain/password.ts';
import { mayPass } from '#core/domain/privacy.ts';
import {
  foldEmail,
  hasEnded,
  isAbandoned,
  isOnline,
  isReachable,
  isSocketAccepted,
  isTokenAccepted,
} from '#core/domain/user.ts';
import { aCaller, aConversation, aUser } from '#test/support/builders.ts';

const user = aUser({ validAfter: 1_000, endedSessions: [{ id: 'ended', at: 0 }] });

describe('an access token', () => {
  const caller = aCaller({ userId: user.id, issuedAt: 1_000, sessionId: 'lasting' });

  test('of an active user is accepted', () => {
    expect(isTokenAccepted(user, caller)).toBe(true);
    expect(isTokenAccepted(user, { ...caller, sessionId: null })).toBe(true);
  });

  test.each([
    ['nobody', null, {}],
    ['nobody at all', undefined, {}],
    ['a deactivated user', aUser({ ...user, isActive: false }), {}],
    ['an unfinished registration', aUser({ ...user, isFinished: false }), {}],
    ['before a revocation', user, { issuedAt: 999 }],
    ['an ended session', user, { sessionId: 'ended' }],
    ['another kind of token', user, { tokenUse: 'id' }],
  ])('of %s is refused', (_what, owner, change) => {
    expect(isTokenAccepted(owner, { ...caller, ...change })).toBe(false);
  });
});

describe('a socket', () => {
  const socket = { connectedAt: 1_000, sessionId: 'lasting' };

  test('lasts with its session', () => {
    expect(isSocketAccepted(user, socket)).toBe(true);
    expect(isSocketAccepted(user, { ...socket, sessionId: null })).toBe(true);
  });

  test.each([
    ['nobody', null, {}],
    ['a deactivated user', aUser({ ...user, isActive: false }), {}],
    ['an unfinished registration', aUser({ ...user, isFinished: false }), {}],
    ['before a revocation', user, { connectedAt: 999 }],
    ['an ended session', user, { sessionId: 'ended' }],
  ])('of %s is closed', (_what, owner, change) => {
    expect(isSocketAccepted(owner, { ...socket, ...change })).toBe(false);
  });
});

test('a session has ended when the profile names it', () => {
  expect(hasEnded(user, 'ended')).toBe(true);
  expect(hasEnded(user, 'lasting')).toBe(false);
  expect(hasEnded(user, null)).toBe(false);
});

test('a user is reachable if active and completely registered', () => {
  expect(isReachable(aUser())).toBe(true);
  expect(isReachable(aUser({ isActive: false }))).toBe(false);
  expect(isReachable(aUser({ isFinished: false }))).toBe(false);
  expect(isReachable(null)).toBe(false);
  expect(isReachable(undefined)).toBe(false);
});

test('a user is online until the lease ends', () => {
  const online = aUser({ onlineUntil: 1_000 });

  expect(isOnline(online, 999)).toBe(true);
  expect(isOnline(online, 1_000)).toBe(false);
  expect(isOnline({ ...online, isActive: false }, 999)).toBe(false);
});

test('an unfinished claim is abandoned after a while', () => {
  const claim = { isFinished: false, createdAt: 1_000 };
  const edge = 1_000 + limits.unfinishedClaimSeconds * 1_000;

  expect(isAbandoned(claim, edge - 1)).toBe(false);
  expect(isAbandoned(claim, edge)).toBe(true);
  expect(isAbandoned({ ...claim, isFinished: true }, edge)).toBe(false);
});

test('an e-mail address is trimmed and in lower case', () => {
  expect(foldEmail(' Ann@Example.ORG ')).toBe('ann@example.org');
});

test('a password is compared in today’s form, and in that of earlier versions', () => {
  expect(passwordForms('Plain-Pass-1')).toEqual(['Plain-Pass-1']);
  expect(passwordForms('a\u00a0b')).toEqual(['a b', 'a\u00a0b']);
  expect(passwordForms('e\u0301')).toEqual(['\u00e9']);
});

describe('presence and read receipts', () => {
  const written = { readSeq: 0, unread: 0, received: 1, sent: 1 };
  const silent = { ...written, sent: 0 };
  const open = { presence: true, readReceipts: true };
  const [ann, bob] = [aUser({ privacy: open }), aUser({ privacy: open })];
  const conversation = aConversation({
    members: [ann.id, bob.id],
    states: { [ann.id]: written, [bob.id]: written },
  });
  const other = { peer: bob, isBlocked: false };

  test('are visible once both users have written', () => {
    expect(mayPass('presence', conversation, ann, other)).toBe(true);
    expect(mayPass('readReceipts', conversation, ann, other)).toBe(true);
    const onesided = { ...conversation, states: { [ann.id]: written, [bob.id]: silent } };
    expect(mayPass('presence', onesided, ann, other)).toBe(false);
  });

  test('are hidden across a block', () => {
    expect(mayPass('presence', conversation, ann, { ...other, isBlocked: true })).toBe(false);
  });

  test.each(['presence', 'readReceipts'] as const)(
    'exclude %s if one of the two hides it',
    (what) => {
      const hides = { ...open, [what]: false };
      const rest = what === 'presence' ? 'readReceipts' : 'presence';
      const mine = { ...ann, privacy: hides };
      const theirs = { ...other, peer: { ...bob, privacy: hides } };

      expect(mayPass(what, conversation, mine, other)).toBe(false);
      expect(mayPass(what, conversation, ann, theirs)).toBe(false);
      expect(mayPass(rest, conversation, mine, theirs)).toBe(true);
    },
  );

  test('are visible in notes to oneself', () => {
    const hidden = { ...ann, privacy: { presence: false, readReceipts: false } };
    const notes = aConversation({ members: [ann.id, ann.id] });

    expect(mayPass('presence', notes, hidden, { peer: hidden, isBlocked: false })).toBe(true);
  });
});
