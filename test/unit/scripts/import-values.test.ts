import { expect, test } from 'vitest';
import { booleanOf, idFrom, timeOf, uuidFrom } from '#scripts/import/values.ts';

test.each([
  ['2024-02-01 10:00:00', '2024-02-01T10:00:00.000Z'],
  ['2024-02-01 10:00:00.5', '2024-02-01T10:00:00.500Z'],
  ['2024-02-01 10:00:00.123456', '2024-02-01T10:00:00.123Z'],
  ['2024-02-01 10:00:00+00', '2024-02-01T10:00:00.000Z'],
  ['2024-02-01 10:00:00.25-05', '2024-02-01T15:00:00.250Z'],
  ['2024-02-01 10:00:00+05:30', '2024-02-01T04:30:00.000Z'],
  ['2024-02-01T10:00:00+0200', '2024-02-01T08:00:00.000Z'],
  ['2024-02-01t10:00:00z', '2024-02-01T10:00:00.000Z'],
])('the time %s is %s', (text, iso) => {
  expect(new Date(timeOf(text, 'created_at') ?? 0).toISOString()).toBe(iso);
});

test.each(['yesterday', '2024-02-01', '2024-13-01 10:00:00', '01.02.2024 10:00:00', '1706781600'])(
  '%s is no time',
  (text) => {
    expect(() => timeOf(text, 'created_at of message 3')).toThrow(
      `created_at of message 3 is no time: ${text}`,
    );
  },
);

test('an absent value is null', () => {
  for (const text of [null, undefined, '', ' ']) {
    expect(timeOf(text, 'created_at')).toBeNull();
    expect(booleanOf(text, 'is_read')).toBeNull();
  }
});

test('booleans are read as PostgreSQL, Python and SQLite write them', () => {
  for (const text of ['t', 'true', 'True', '1']) expect(booleanOf(text, 'is_read')).toBe(true);
  for (const text of ['f', 'false', 'False', '0']) expect(booleanOf(text, 'is_read')).toBe(false);
  expect(() => booleanOf('perhaps', 'is_read of message 3')).toThrow('is_read of message 3');
});

test('a UUID stays, another id becomes a UUID that depends on table and id', () => {
  const id = '0192f0c1-2345-7abc-8def-0123456789ab';
  expect(idFrom('users', id.toUpperCase())).toBe(id);
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(idFrom('users', '7')).toMatch(pattern);
  expect(idFrom('users', '7')).toBe(idFrom('users', '7'));
  const others = [idFrom('users', '8'), idFrom('messages', '7'), uuidFrom('users7')];
  expect(new Set([idFrom('users', '7'), ...others]).size).toBe(4);
});
