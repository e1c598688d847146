import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Outbox, OutboxItem } from '#client';

export const OutboxContext = createContext<Outbox | null>(null);

export const useOutbox = (): Outbox => {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('OutboxContext is missing');
  return outbox;
};

/** The unsent messages of a conversation, in order. */
export const usePending = (conversationId: string): OutboxItem[] =>
  useStore(
    useOutbox().store,
    useShallow(({ items }) => items.filter((item) => item.conversationId === conversationId)),
  );
