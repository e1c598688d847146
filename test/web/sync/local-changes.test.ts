import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eraseChanges } from '#client';
import { openLocalChanges } from '#client/sync/pending/local-changes.ts';

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('parley-changes'));

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

it('what one page keeps, another one reads', () => {
  const [one, other] = [openLocalChanges('ada'), openLocalChanges('ada')];
  one.set('reactions:m1', null);
  one.set('marks:c1', { clearedSeq: 3, of: {} });

  expect(other.keys().sort()).toEqual(['marks:c1', 'reactions:m1']);
  expect(other.get('reactions:m1')).toBeNull();
  expect(other.get('marks:c1')).toEqual({ clearedSeq: 3, of: {} });
  expect(other.get('marks:c2')).toBeUndefined();

  other.set('reactions:m1', undefined);
  expect(one.get('reactions:m1')).toBeUndefined();
  expect(one.keys()).toEqual(['marks:c1']);
});

it('the next user of a browser erases what the last one left, and nothing else', () => {
  localStorage.setItem('parley-preferences', '{}');
  openLocalChanges('ada').set('marks:c1', { clearedSeq: 3, of: {} });
  // Another form of changes, by an earlier version of the site.
  localStorage.setItem('parley-changes-0:bob:marks:c1', '{}');

  const ofBob = openLocalChanges('bob');

  expect(ofBob.keys()).toEqual([]);
  expect(Object.keys(localStorage)).toEqual(['parley-preferences']);
});

it('clearing removes the changes of this user, erasing those of all', () => {
  const ofAda = openLocalChanges('ada');
  ofAda.set('marks:c1', 1);
  localStorage.setItem('parley-changes-1:bob:marks:c1', '1');
  ofAda.clear();
  expect(kept()).toEqual(['parley-changes-1:bob:marks:c1']);
  eraseChanges();
  expect(kept()).toEqual([]);
});

it('what is no JSON counts as nothing', () => {
  localStorage.setItem('parley-changes-1:ada:marks:c1', '{');
  expect(openLocalChanges('ada').get('marks:c1')).toBeUndefined();
});

it('without storage or space, changes last as long as the page', () => {
  const changes = openLocalChanges('ada');
  changes.set('marks:c1', 1);
  const full = new Proxy(localStorage, {
    get: (storage, name) => {
      if (name !== 'setItem') return Reflect.get(storage, name).bind(storage);
      return () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  });
  vi.spyOn(globalThis, 'localStorage', 'get').mockReturnValue(full);
  changes.set('marks:c1', 2);
  changes.set('marks:c2', 3);

  expect([changes.get('marks:c1'), changes.get('marks:c2')]).toEqual([2, 3]);
  expect(changes.keys().sort()).toEqual(['marks:c1', 'marks:c2']);
  changes.set('marks:c1', undefined);
  expect(changes.get('marks:c1')).toBeUndefined();

  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(changes.keys()).toEqual(['marks:c2']);
  changes.clear();
  expect(changes.keys()).toEqual([]);
});
