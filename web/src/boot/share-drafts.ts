import type { TabBus } from '#client';
import type { DraftChange } from '../sync/drafts.ts';
import { useDrafts } from '../sync/drafts.ts';

/** What is written in one page of a browser stands in the others, and what is sent is gone there. */
export const shareDrafts = (bus: TabBus): (() => void) => {
  const topic = bus.topic<DraftChange>('drafts');
  topic.hear(({ id, draft }) => useDrafts.getState().adopt(id, draft));
  return useDrafts.subscribe(({ latest }, before) => {
    if (latest !== null && latest !== before.latest) topic.post(latest);
  });
};
