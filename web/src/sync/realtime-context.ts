import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type {
  PendingMark,
  PendingMarks,
  PendingSettings,
  Realtime,
  RefusedSettings,
} from '#client';

export const RealtimeContext = createContext<Realtime | null>(null);

export const useRealtime = (): Realtime => {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('RealtimeContext is missing');
  return realtime;
};

const none = createStore<{ seen: Readonly<Record<string, number>> }>(() => ({ seen: {} }));

/** What this page has seen and not marked as read yet; nothing before the client has started. */
export const useSeen = () =>
  useStore(useContext(RealtimeContext)?.seen ?? none, ({ seen }) => seen);

const nothing = createStore<{ pending: Readonly<Record<string, never>>; refused: null }>(() => ({
  pending: {},
  refused: null,
}));

/** Changes of settings that the server does not have yet; nothing before the client has started. */
export const usePendingSettings = (): PendingSettings =>
  useStore(useContext(RealtimeContext)?.settings.store ?? nothing, ({ pending }) => pending);

/** The last change of settings that the server refused. */
export const useRefusedSettings = (): RefusedSettings | null =>
  useStore(useContext(RealtimeContext)?.settings.store ?? nothing, ({ refused }) => refused);

/** Changes of the user's own marks that the server does not have yet; nothing before the client has started. */
export const usePendingMarks = (): PendingMarks =>
  useStore(useContext(RealtimeContext)?.marks.store ?? nothing, ({ pending }) => pending);

/** Those of one conversation. */
export const useMarking = (conversationId: string): PendingMark | undefined =>
  useStore(
    useContext(RealtimeContext)?.marks.store ?? nothing,
    ({ pending }) => pending[conversationId],
  );

/** Whether the peer of a conversation is typing. */
export const useIsTyping = (conversationId: string): boolean =>
  useStore(useRealtime().typing.store, ({ typing }) => typing[conversationId] === true);
