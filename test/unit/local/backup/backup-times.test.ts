import { expect, test } from 'vitest';
import { stateOf, waitOf } from '#local/backup/last-backup.ts';
import { isName, newName, outdated, s3Location } from '#local/backup/names.ts';

const hour = 60 * 60 * 1_000;
const day = 24 * hour;
const now = 100 * day;
const made = (ago: number) => ({ to: 'b', madeAt: now - ago, failed: null, endedAt: now - ago });
const failed = (ago: number) => ({ ...made(3 * day), failed: 'disk full', endedAt: now - ago });

test.each([
  ['none yet', null, 0, 'ok'],
  ['none in two days', null, 2 * day + 1, 'late'],
  ['a recent one', made(day), 5 * day, 'ok'],
  ['an old one', made(2 * day + 1), 5 * day, 'late'],
  ['a failed attempt after an old one', failed(hour), 5 * day, 'failed'],
])('with %s, daily backups are in the right state', (_name, last, startedAgo, state) => {
  expect(stateOf(last, { everyMs: day, since: now - startedAgo, now })).toBe(state);
});

test.each([
  ['at once without a backup', null, 0],
  ['the rest of the interval', made(20 * hour), 4 * hour],
  ['at once after a pause of the server', made(3 * day), 0],
  ['an hour after a failure', failed(20 * 60 * 1_000), 40 * 60 * 1_000],
  ['at most an interval after the clock was set back', made(-9 * day), day],
])('the next attempt is %s', (_name, last, wait) => {
  expect(waitOf(last, { everyMs: day, now })).toBe(wait);
});

test('names sort by time, and those beyond the newest are outdated', () => {
  const names = [3, 1, 2].map((days) => newName(new Date(days * day)));

  expect(names.every(isName)).toBe(true);
  expect(outdated(names, 2)).toEqual(['1970-01-02T00-00-00Z']);
  expect(outdated(names, 3)).toEqual([]);
  expect(['.draft', 'lock.db', '1970-01-02'].some(isName)).toBe(false);
});

test.each([
  ['s3://b', { bucket: 'b', prefix: '' }],
  ['s3://b/', { bucket: 'b', prefix: '' }],
  ['s3://b/a/b/', { bucket: 'b', prefix: 'a/b/' }],
  ['/srv/backups', null],
  ['s3backups', null],
])('%s is found as a place in a bucket', (to, location) => {
  expect(s3Location(to)).toEqual(location);
});
