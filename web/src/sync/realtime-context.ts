import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Realtime } from '#client';

export const RealtimeContext = createContext<Realtime | null>(null);

export const useRealtime = (): Realtime => {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('RealtimeContext is missing');
  return realtime;
};

/** Whether the peer of a conversation is typing. */
export const useIsTyping = (conversationId: string): boolean =>
  useStore(useRealtime().typing.store, ({ typing }) => typing[conversationId] === true);
