import { useContext } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PendingReactions, RefusedReaction } from '#client';
import { withReaction } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { Reaction } from '#contracts/http/reactions.ts';
import { RealtimeContext } from '#site/sync/realtime-context.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { rememberEmoji } from '../emoji/recent-emoji.ts';
import { isSameEmoji } from './same-emoji.ts';

const nothing = createStore<{ pending: PendingReactions; refused: RefusedReaction | null }>(() => ({
  pending: {},
  refused: null,
}));

const none: readonly Reaction[] = [];

/** The reactions of a message, with the user's unconfirmed one, and the function that changes it. */
export const useReactions = (message: Message | null) => {
  const userId = useUserId();
  const realtime = useContext(RealtimeContext);
  const id = message?.id ?? '';
  const choice = useStore(realtime?.reactions.store ?? nothing, ({ pending }) => pending[id]);
  const reactions = message ? withReaction(message.reactions, userId, choice) : none;
  const own = reactions.find(({ user_id }) => user_id === userId)?.emoji ?? null;
  return {
    userId,
    reactions,
    own,
    /** Reacts with the emoji; if it is the user's already, removes it. */
    toggle: (emoji: string): void => {
      const isOwn = own !== null && isSameEmoji(own, emoji);
      if (!isOwn) rememberEmoji(emoji);
      realtime?.reactions.react(id, isOwn ? null : emoji);
    },
  };
};
