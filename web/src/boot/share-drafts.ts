import type { TabBus } from '#client';
import type { DraftChange } from '../sync/drafts.ts';
import { useDrafts } from '../sync/drafts.ts';

/** Synchronises drafts among the tabs of a browser. */
export const shareDrafts = (bus: TabBus): (() => void) => {
  const topic = bus.topic<DraftChange>('drafts');
  topic.receive(({ id, draft }) => useDrafts.getState().adopt(id, draft));
  return useDrafts.subscribe(({ latest }, before) => {
    if (latest !== null && latest !== before.latest) topic.post(latest);
  });
};
