import { expect, it, vi } from 'vitest';

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

import { openOutboxStorage } from '../../client/outbox/indexeddb-storage.ts';
import { eraseLeft } from '../../web/src/app/erase-left.ts';
import { openDraftStorage } from '../../web/src/lib/drafts-storage.ts';

it('a sign-out erases every database that holds what is unsent', async () => {
  openOutboxStorage('ada');
  openDraftStorage('ada');
  const unsent = [...opened];

  await eraseLeft({ hasExpired: false });

  expect(unsent).toHaveLength(3);
  expect([...cleared]).toEqual(expect.arrayContaining(unsent));
});
