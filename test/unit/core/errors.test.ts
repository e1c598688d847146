import { expect, test } from 'vitest';
import { BusyError, UnavailableError } from '#core/errors.ts';

test.each([
  ['BusyError: lost three races', new BusyError('lost three races')],
  ['UnavailableError: no answer', new UnavailableError('no answer')],
])('a failure of the surroundings is named in the log by what it is: %s', (text, error) => {
  expect(String(error)).toBe(text);
});
