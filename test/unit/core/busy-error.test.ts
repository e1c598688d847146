import { expect, test } from 'vitest';
import { BusyError } from '../../../functions/core/errors.ts';

test('what lost too many races is named in the log by what it is', () => {
  expect(String(new BusyError('lost three races'))).toBe('BusyError: lost three races');
});
