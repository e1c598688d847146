import type { ErrorCode } from '#contracts/errors.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Reaction } from '#contracts/http/reactions.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { createStore } from '../platform/store.ts';
import type { Cache } from './cache.ts';
import { foldEntry } from './message-window.ts';

interface ReactionDeps {
  readonly call: Call;
  readonly cache: Cache;
}

/** The user's choices that the server has not confirmed, by message id; null removes the reaction. */
export type PendingReactions = Readonly<Record<string, string | null>>;

/** A choice that the server refused: it is undone. */
export interface RefusedReaction {
  readonly messageId: string;
  /** Absent if the server gave no error code. */
  readonly code?: ApiError['code'] | ErrorCode;
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

/**
 * Sends the user's reactions. They are shown at once; the last choice for a message wins; choices without an
 * answer are sent again when the server can be reached.
 */
export const createReactionChanges = ({ call, cache }: ReactionDeps) => {
  const wanted = new Map<string, string | null>();
  const busy = new Set<string>();
  const store = createStore<{ pending: PendingReactions; refused: RefusedReaction | null }>(() => ({
    pending: {},
    refused: null,
  }));
  const show = (): void => store.setState({ pending: Object.fromEntries(wanted) });

  /** Removes the choice, unless it was changed since it was sent. */
  const settle = (id: string, sent: string | null): void => {
    if (wanted.get(id) === sent) wanted.delete(id);
    show();
  };

  const send = async (id: string, emoji: string | null): Promise<void> => {
    const params = { id };
    const message: Message = await (emoji === null
      ? call('DELETE /api/messages/{id}/reaction', { params })
      : call('PUT /api/messages/{id}/reaction', { params, body: { emoji } }));
    cache.refreshMessage(message);
    cache.setWindow(message.conversation_id, (window) => foldEntry(window, message.rev, message));
    settle(id, emoji);
  };

  /** False: the server cannot be reached, so the choice waits. */
  const isSettled = async (id: string, emoji: string | null): Promise<boolean> => {
    try {
      await send(id, emoji);
    } catch (error) {
      if (error instanceof ApiError && error.isTransient) return false;
      settle(id, emoji);
      const code = error instanceof ApiError ? error.code : undefined;
      store.setState({ refused: { messageId: id, ...(code && { code }) } });
    }
    return true;
  };

  const run = async (id: string): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    for (let next = wanted.get(id); next !== undefined; next = wanted.get(id)) {
      if (!(await isSettled(id, next))) break;
    }
    busy.delete(id);
  };

  return {
    store,
    /** Null removes the reaction. */
    react: (messageId: string, emoji: string | null): void => {
      wanted.set(messageId, emoji);
      show();
      void run(messageId);
    },
    /** The server can be reached: sends choices without an answer. */
    resume: (): void => {
      for (const id of wanted.keys()) void run(id);
    },
    /** The user has seen the refusal. */
    dismiss: (): void => store.setState({ refused: null }),
    reset: (): void => {
      wanted.clear();
      show();
    },
  };
};
