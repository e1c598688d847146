import type { Message } from '#contracts/http/messages.ts';
import type { Reaction } from '#contracts/http/reactions.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import { foldEntry } from './message-window.ts';
import type { PendingPlace, RefusalCode } from './pending/pending-changes.ts';
import { createPendingChanges } from './pending/pending-changes.ts';

interface ReactionDeps {
  readonly call: Call;
  readonly place: PendingPlace;
  readonly cache: Cache;
}

/** The user's choices that the server has not confirmed, by message id; null removes the reaction. */
export type PendingReactions = Readonly<Record<string, string | null>>;

/** A choice that the server refused: it is undone. */
export interface RefusedReaction {
  readonly messageId: string;
  readonly code?: RefusalCode;
}

/** The reactions of a message with the user's unconfirmed choice; undefined means that there is none. */
export const withReaction = (
  reactions: readonly Reaction[],
  userId: string,
  choice: string | null | undefined,
): readonly Reaction[] => {
  if (choice === undefined) return reactions;
  const own = choice === null ? [] : [{ user_id: userId, emoji: choice }];
  const place = reactions.findIndex(({ user_id }) => user_id === userId);
  return place === -1 ? [...reactions, ...own] : reactions.toSpliced(place, 1, ...own);
};

/** Sends the user's reactions. The last choice for a message wins. */
export const createReactionChanges = ({ call, place, cache }: ReactionDeps) => {
  const { change, ...changes } = createPendingChanges<string | null, RefusedReaction>({
    kind: 'reactions',
    place,
    send: async (id, emoji) => {
      const params = { id };
      const message: Message = await (emoji === null
        ? call('DELETE /api/messages/{id}/reaction', { params })
        : call('PUT /api/messages/{id}/reaction', { params, body: { emoji } }));
      cache.refreshMessage(message);
      cache.setWindow(message.conversation_id, (window) => foldEntry(window, message.rev, message));
    },
    merge: (_, choice) => choice,
    rest: (wanted, sent) => (wanted === sent ? undefined : wanted),
    refusalOf: (messageId, code) => ({ messageId, ...(code && { code }) }),
  });
  /** Null removes the reaction. */
  const react: (messageId: string, emoji: string | null) => void = change;
  return { ...changes, react };
};
