import { describe, expect, test } from 'vitest';
import { isQuiet } from '#contracts/quiet-hours.ts';

const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const at = (time: string): number => Date.parse(time);

describe('quiet hours', () => {
  test.each([
    ['21:59:59', false],
    ['22:00:00', true],
    ['23:59:59', true],
    ['00:00:00', true],
    ['06:59:59', true],
    ['07:00:00', false],
    ['12:00:00', false],
  ])('include midnight: at %s, quiet is %s', (time, quiet) => {
    expect(isQuiet(night, at(`2030-01-15T${time}+01:00`))).toBe(quiet);
  });

  test.each([
    ['12:59:59', false],
    ['13:00:00', true],
    ['14:29:59', true],
    ['14:30:00', false],
    ['00:00:00', false],
  ])('can lie within a day: at %s, quiet is %s', (time, quiet) => {
    const nap = { ...night, from: '13:00', to: '14:30' };
    expect(isQuiet(nap, at(`2030-01-15T${time}+01:00`))).toBe(quiet);
  });

  test('can end or start at midnight', () => {
    const evening = { ...night, from: '20:00', to: '00:00' };
    expect(isQuiet(evening, at('2030-01-15T23:59:00+01:00'))).toBe(true);
    expect(isQuiet(evening, at('2030-01-16T00:00:00+01:00'))).toBe(false);
    const small = { ...night, from: '00:00', to: '05:00' };
    expect(isQuiet(small, at('2030-01-15T23:59:00+01:00'))).toBe(false);
    expect(isQuiet(small, at('2030-01-16T00:00:00+01:00'))).toBe(true);
  });

  test('follow daylight saving: the same UTC time is quiet in winter only', () => {
    expect(isQuiet(night, at('2030-01-15T05:30:00Z'))).toBe(true);
    expect(isQuiet(night, at('2030-07-15T05:30:00Z'))).toBe(false);
  });

  test('end after the skipped hour in spring if they should end within it', () => {
    const short = { ...night, to: '02:30' };
    // 2030-03-31 in Berlin: after 01:59 comes 03:00.
    expect(isQuiet(short, at('2030-03-31T01:59:59+01:00'))).toBe(true);
    expect(isQuiet(short, at('2030-03-31T03:00:00+02:00'))).toBe(false);
  });

  test('include both occurrences of the repeated hour in autumn', () => {
    const short = { ...night, to: '02:30' };
    // 2030-10-27 in Berlin: 02:00 to 02:59 comes twice.
    for (const offset of ['+02:00', '+01:00']) {
      expect(isQuiet(short, at(`2030-10-27T02:29:59${offset}`))).toBe(true);
      expect(isQuiet(short, at(`2030-10-27T02:30:00${offset}`))).toBe(false);
    }
  });

  test('use the local time of their time zone, including half hours', () => {
    const kolkata = { ...night, timeZone: 'Asia/Kolkata' };
    expect(isQuiet(kolkata, at('2030-01-15T16:29:59Z'))).toBe(false);
    expect(isQuiet(kolkata, at('2030-01-15T16:30:00Z'))).toBe(true);
  });

  test('never apply in a time zone that this runtime does not know', () => {
    const unknown = { from: '00:00', to: '23:59', timeZone: 'Mars/Olympus' };
    expect(isQuiet(unknown, at('2030-01-15T12:00:00Z'))).toBe(false);
  });
});
