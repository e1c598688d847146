import { expect, test } from 'vitest';
import { BusyError, UnavailableError } from '#core/errors.ts';

test.each([
  ['BusyError: lost three races', new BusyError('lost three races')],
  ['UnavailableError: no answer', new UnavailableError('no answer')],
])('an error of the environment has its class as its name in the log: %s', (text, error) => {
  expect(String(error)).toBe(text);
});
