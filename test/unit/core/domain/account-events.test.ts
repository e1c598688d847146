import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import {
  type AccountEvent,
  forgottenAt,
  listedEvents,
  passwordChanged,
  refused,
  secondStepRefused,
  sessionEnded,
  signedIn,
  surplusEvents,
} from '#core/domain/audit.ts';
import { aClient } from '#test/support/builders.ts';

const client = aClient();
const dayMs = 86_400_000;
const { perUser } = limits.audit;

describe('an event of an account', () => {
  test.each([
    [
      () => signedIn('one', 1_000, client),
      { id: 'signed_in#one', type: 'signed_in', at: 1_000, ...client },
    ],
    [
      () => passwordChanged(1_000, client),
      { id: 'password_changed#1000', type: 'password_changed', at: 1_000, ...client },
    ],
    [
      () => sessionEnded('one', 1_000, 'signed_out', client),
      {
        id: 'session_ended#one',
        type: 'session_ended',
        at: 1_000,
        reason: 'signed_out',
        ...client,
      },
    ],
  ])('has type, time and origin: %s', (make, expected) => {
    expect(make()).toEqual(expected);
  });

  test('has the same id for all refusals of a day', () => {
    const idAt = (at: number) => refused('sign_in_refused', at, client).id;

    expect([idAt(dayMs), idAt(2 * dayMs - 1), idAt(2 * dayMs)]).toEqual([
      'sign_in_refused#1',
      'sign_in_refused#1',
      'sign_in_refused#2',
    ]);
    expect(refused('password_refused', dayMs, client)).toEqual({
      id: 'password_refused#1',
      type: 'password_refused',
      at: dayMs,
      ...client,
    });
  });

  test('has a few ids for right passwords without a code of a day, however many places they come from', () => {
    const idOf = (device: string, at = dayMs) => secondStepRefused(at, aClient({ device })).id;
    const ids = new Set(Array.from({ length: 1_000 }, (_, n) => idOf(`device ${n}`)));

    expect(ids.size).toBe(8);
    expect(idOf('one', 2 * dayMs - 1)).toBe(idOf('one'));
    expect(idOf('one', 2 * dayMs)).not.toBe(idOf('one'));
  });

  test('expires after 90 days', () => {
    expect(forgottenAt(1_000)).toBe(1_000 + 90 * dayMs);
  });
});

describe('the log of an account', () => {
  const signIns = (count: number): AccountEvent[] =>
    Array.from({ length: count }, (_, at) => signedIn(`session ${at}`, at, client));

  test('is sorted newest first, and stably for events of the same time', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => signedIn(id, 1_000, client));
    const later = passwordChanged(2_000, client);
    if (!a || !b || !c) throw new Error('not built');

    expect(listedEvents([b, later, a, c])).toEqual([later, a, b, c]);
    expect(listedEvents([c, a, later, b])).toEqual([later, a, b, c]);
  });

  test('keeps the newest events above the limit, and a refusal evicts no other event', () => {
    const events = signIns(perUser + 2);
    const refusal = { ...refused('sign_in_refused', 5, client), count: 400 };
    const listed = listedEvents([refusal, ...events]);

    expect(listed).toHaveLength(perUser + 1);
    expect(listed).toContain(refusal);
    expect(listed).not.toContain(events[1]);
    expect(listed).toContain(events[2]);
    expect(surplusEvents([refusal, ...events]).map(({ at }) => at)).toEqual([1, 0]);
  });
});
