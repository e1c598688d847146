import { activityOf } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { AllWaiting } from '#site/sync/waiting.ts';

/** Sorts by latest activity, unsent messages included; `list` is sorted without them. */
export const withWaiting = (
  list: readonly Conversation[],
  waiting: AllWaiting,
): readonly Conversation[] => {
  if (Object.keys(waiting).length === 0) return list;
  const since = (conversation: Conversation): string => {
    const known = activityOf(conversation);
    const at = waiting[conversation.id]?.at ?? known;
    return at > known ? at : known;
  };
  return [...list].sort((a, b) => {
    const [first, second] = [since(a), since(b)];
    return first === second ? 0 : first < second ? 1 : -1;
  });
};
