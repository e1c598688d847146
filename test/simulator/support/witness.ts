import type { Query } from '@tanstack/react-query';
import type { ConversationIndex, MessageWindow } from '#client';
import type { History } from './history.ts';

/** Checks every state of every page, and remembers the first that the server never had. */
export const createWitness = (history: History) => {
  let complaint: string | null = null;
  /** The newest version of each conversation that a page has shown. */
  const shown = new WeakMap<object, Map<string, number>>();

  const checkForward = (page: object, { id, ver }: { id: string; ver: number }): string | null => {
    const newest = shown.get(page) ?? new Map<string, number>();
    shown.set(page, newest);
    const before = newest.get(id) ?? 0;
    newest.set(id, Math.max(ver, before));
    return ver < before ? `conversation went back from version ${before} to ${ver}` : null;
  };

  const checkData = (
    page: object,
    userId: string,
    [kind, id]: readonly unknown[],
    data: object,
  ): string | null => {
    if (kind === 'messages') return history.checkWindow(userId, String(id), data as MessageWindow);
    if (kind !== 'conversations') return null;
    const complaints = Object.values(data as ConversationIndex).map(
      (held) => checkForward(page, held) ?? history.checkConversation(userId, held),
    );
    return complaints.find((found) => found !== null) ?? null;
  };

  return {
    look: (page: object, userId: string, { queryKey, state }: Query): void => {
      if (complaint !== null || !state.data) return;
      complaint = checkData(page, userId, queryKey, state.data);
    },
    complaint: () => complaint,
  };
};
export type Witness = ReturnType<typeof createWitness>;
