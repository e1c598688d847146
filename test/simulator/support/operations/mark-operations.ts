import type { Actor } from './actor.ts';
import { shownMessage } from './actor.ts';

const mark = (actor: Actor, what: 'hide' | 'star' | 'unstar'): void => {
  const message = shownMessage(actor, () => true);
  if (message) actor.page.realtime.marks.change(actor.conversationId, { [what]: [message.id] });
};

/** Changes of the user's own marks. */
export const markOperations = {
  'delete for me': { weight: 3, run: (actor: Actor) => mark(actor, 'hide') },
  star: { weight: 3, run: (actor: Actor) => mark(actor, 'star') },
  unstar: { weight: 2, run: (actor: Actor) => mark(actor, 'unstar') },
  clear: {
    weight: 1,
    run: ({ page, conversationId }: Actor) => {
      const cleared_seq = page.cache.window(conversationId)?.logSeq ?? 0;
      page.realtime.marks.change(conversationId, { cleared_seq });
    },
  },
};
