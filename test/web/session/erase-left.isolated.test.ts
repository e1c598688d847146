import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';

const { opened, cleared } = vi.hoisted(() => ({
  opened: new Set<string>(),
  cleared: new Set<string>(),
}));
vi.mock(import('idb-keyval'), async (original) => ({
  ...(await original()),
  createStore: (database, store) => {
    const name = `${database}/${store}`;
    opened.add(name);
    return Object.assign(async () => undefined as never, { toString: () => name });
  },
  clear: async (store) => void cleared.add(String(store)),
}));

import { openOutboxStorage } from '#client/outbox/indexeddb-storage.ts';
import { eraseLeft } from '#site/boot/erase-left.ts';
import { openDraftStorage } from '#site/sync/drafts-storage.ts';

/** Every storage key of the site, and how long its value stays. */
const names: Readonly<Record<string, 'session' | 'unsent' | 'device'>> = {
  'parley-offline': 'session',
  'parley-last-user': 'session',
  'parley-recent-emoji': 'session',
  'parley-outbox': 'unsent',
  'parley-outbox-files': 'unsent',
  'parley-drafts': 'unsent',
  'parley-last-drafts': 'unsent',
  'parley-changes-': 'unsent',
  'parley-preferences': 'device',
  'parley-reloaded-at': 'device',
  'parley-fonts': 'device',
  // In the storage of a tab: it is kept while somebody signs up or in, and ends with the tab.
  'parley-invite': 'device',
};
/** Names of locks and channels store nothing; they end with a colon, or are these. */
const locks = ['parley-refresh'];

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));

it('the test knows every name under which the site stores data', () => {
  const all = [...sources('web/src'), ...sources('web/worker'), ...sources('client')];
  const found = all.flatMap((text) => [...text.matchAll(/'(parley-[a-z-]+)'/g)].map(([, n]) => n));

  expect(new Set(found)).toEqual(new Set([...Object.keys(names), ...locks]));
});

describe('in localStorage', () => {
  const filled = () => {
    localStorage.clear();
    for (const name of Object.keys(names)) localStorage.setItem(name, '{}');
  };
  const left = (...kinds: string[]) =>
    Object.entries(names).flatMap(([name, kind]) =>
      kinds.includes(kind) && localStorage.getItem(name) !== null ? [name] : [],
    );

  it('a sign-out erases the drafts of the last page, too', async () => {
    filled();
    await eraseLeft({ hasExpired: false });
    expect(left('session', 'unsent')).not.toContain('parley-last-drafts');
    expect(left('session', 'unsent')).not.toContain('parley-recent-emoji');
    expect(left('device')).toContain('parley-preferences');
  });

  it('an expired session leaves unsent data for the same user', async () => {
    filled();
    await eraseLeft({ hasExpired: true });
    expect(left('unsent')).toContain('parley-last-drafts');
    expect(left('session')).not.toContain('parley-recent-emoji');
  });
});

it('a sign-out erases every database with unsent data', async () => {
  opened.clear();
  openOutboxStorage('ada');
  openDraftStorage('ada');
  const unsent = [...opened];

  await eraseLeft({ hasExpired: false });

  expect(unsent).toHaveLength(3);
  expect([...cleared]).toEqual(expect.arrayContaining(unsent));
});
