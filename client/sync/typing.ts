import type { TypingState } from '#contracts/closed-lists.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { liveLimits } from '#contracts/socket/live-limits.ts';
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
  lapseMs: liveLimits.typingLapseSeconds * 1_000,
  repeatMs: liveLimits.typingRepeatSeconds * 1_000,
  /**
   * After a message, a read mark or typing of the peer, the client assumes for this long that the peer has
   * the dialog open.
   */
  lookingMs: 2 * 60_000,
} as const;

type OfDialog = Extract<ServerEvent, { type: 'message:new' | 'message:read' | 'presence:typing' }>;

/** Does this event show that the peer has the dialog open? */
const isSign = (event: ServerEvent, userId: string): event is OfDialog => {
  switch (event.type) {
    case 'message:new':
      return event.payload.sender_id !== userId;
    case 'message:read':
    case 'presence:typing':
      return event.payload.user_id !== userId;
    default:
      return false;
  }
};

/** Typing states: those of peers, until they expire, and the user's, sent no more often than necessary. */
export const createTyping = (deps: {
  timers: Timers;
  now: () => number;
  /** Is the peer of this conversation online? */
  isPeerOnline: (conversationId: string) => boolean;
  send: (frame: TypingFrame) => void;
}) => {
  const store = createStore<{ typing: Readonly<Record<string, true>> }>(() => ({ typing: {} }));
  const lapses = namedTimers<string>(deps.timers);
  /** When this page last sent `start`, by conversation. */
  const said = new Map<string, number>();
  /** When the peer last wrote, read or typed, by conversation. */
  const seen = new Map<string, number>();

  const clear = (conversationId: string): void => {
    lapses.clear(conversationId);
    if (!store.getState().typing[conversationId]) return;
    store.setState(({ typing: { [conversationId]: _, ...others } }) => ({ typing: others }));
  };
  const show = (conversationId: string): void => {
    store.setState(({ typing }) => ({ typing: { ...typing, [conversationId]: true } }));
    lapses.set(conversationId, () => clear(conversationId), typingTimes.lapseMs);
  };
  /** Each frame is billed: none is sent if the peer does not have the dialog open. */
  const isLookedAt = (conversationId: string): boolean => {
    const last = seen.get(conversationId) ?? Number.NEGATIVE_INFINITY;
    return deps.now() - last <= typingTimes.lookingMs && deps.isPeerOnline(conversationId);
  };
  const send = (conversationId: string, state: TypingState): void =>
    deps.send({ action: 'typing', conversation_id: conversationId, state });

  const stopped = (conversationId: string): void => {
    if (said.delete(conversationId)) send(conversationId, 'stop');
  };

  return {
    store,
    isTyping: (conversationId: string): boolean => store.getState().typing[conversationId] === true,
    /** A message of a user ends their typing. */
    receive: (event: ServerEvent, userId: string): void => {
      if (isSign(event, userId)) seen.set(event.conversation_id, deps.now());
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
      if (deps.now() - last < typingTimes.repeatMs || !isLookedAt(conversationId)) return;
      said.set(conversationId, deps.now());
      send(conversationId, 'start');
    },
    stopped,
    /** The text was sent: the message itself ends the typing indicator at the peer. */
    sent: (conversationId: string): void => {
      said.delete(conversationId);
    },
    reset: (): void => {
      lapses.clearAll();
      said.clear();
      seen.clear();
      store.setState({ typing: {} });
    },
  };
};
