import { createMemoryChanges } from '#client';
import type { PendingPlace } from '#client/sync/pending/pending-changes.ts';
import { createTabBus } from '#client/tabs/bus.ts';
import { ME } from './builders.ts';

/** Where the changes of one page wait that has no other pages. */
export const aPlace = (place: Partial<PendingPlace> = {}): PendingPlace => ({
  userId: ME,
  changes: createMemoryChanges(),
  bus: createTabBus(null),
  locks: null,
  ...place,
});
