import type { TypingState } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { createStore } from '../platform/store.ts';
import type { Timers } from '../platform/timers.ts';
import { namedTimers } from '../platform/timers.ts';

/** The only frame that a client sends, besides pings. */
export interface TypingFrame {
  readonly action: 'typing';
  readonly conversation_id: string;
  readonly state: TypingState;
}

export const typingTimes = {
  lapseMs: limits.typingLapseSeconds * 1_000,
  repeatMs: limits.typingRepeatSeconds * 1_000,
} as const;

/**
 * Typing states: those of peers, until they expire; and the own state, sent no more often than
 * needed.
 */
export const createTyping = (deps: {
  timers: Timers;
  now: () => number;
  /** Is the peer of this conversation online? Nobody else would see it. */
  isPeerOnline: (conversationId: string) => boolean;
  send: (frame: TypingFrame) => void;
}) => {
  const store = createStore<{ typing: Readonly<Record<string, true>> }>(() => ({ typing: {} }));
  const lapses = namedTimers<string>(deps.timers);
  /** When this page last sent `start`, by conversation. */
  const said = new Map<string, number>();

  const clear = (conversationId: string): void => {
    lapses.clear(conversationId);
    if (!store.getState().typing[conversationId]) return;
    store.setState(({ typing: { [conversationId]: _, ...others } }) => ({ typing: others }));
  };
  const show = (conversationId: string): void => {
    store.setState(({ typing }) => ({ typing: { ...typing, [conversationId]: true } }));
    lapses.set(conversationId, () => clear(conversationId), typingTimes.lapseMs);
  };
  const send = (conversationId: string, state: TypingState): void =>
    deps.send({ action: 'typing', conversation_id: conversationId, state });

  const stopped = (conversationId: string): void => {
    if (said.delete(conversationId)) send(conversationId, 'stop');
  };

  return {
    store,
    /** A message of a user ends their typing. */
    receive: (event: ServerEvent, userId: string): void => {
      if (event.type === 'presence:typing' && event.payload.user_id !== userId) {
        if (event.payload.state === 'start') show(event.conversation_id);
        else clear(event.conversation_id);
      }
      if (event.type === 'message:new' && event.payload.sender_id !== userId) {
        clear(event.conversation_id);
      }
    },
    /** The user changed the draft of a conversation. */
    typed: (conversationId: string, text: string): void => {
      if (text.trim() === '') {
        stopped(conversationId);
        return;
      }
      const last = said.get(conversationId) ?? Number.NEGATIVE_INFINITY;
      if (deps.now() - last < typingTimes.repeatMs || !deps.isPeerOnline(conversationId)) return;
      said.set(conversationId, deps.now());
      send(conversationId, 'start');
    },
    stopped,
    /** The text was sent: the message itself ends the typing that the peer sees. */
    sent: (conversationId: string): void => {
      said.delete(conversationId);
    },
    reset: (): void => {
      lapses.clearAll();
      said.clear();
      store.setState({ typing: {} });
    },
  };
};
