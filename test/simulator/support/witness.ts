import type { Query } from '@tanstack/react-query';
import type { ConversationIndex } from '../../../web/src/realtime/conversation-index.ts';
import type { MessageWindow } from '../../../web/src/realtime/message-window.ts';
import type { History } from './history.ts';

/** Sees every state of every page, and remembers the first that never was on the server. */
export const createWitness = (history: History) => {
  let complaint: string | null = null;

  const checkData = (userId: string, [kind, id]: readonly unknown[], data: object) => {
    if (kind === 'messages') return history.checkWindow(String(id), data as MessageWindow);
    if (kind !== 'conversations') return null;
    const complaints = Object.values(data as ConversationIndex).map((held) =>
      history.checkConversation(userId, held),
    );
    return complaints.find((found) => found !== null) ?? null;
  };

  return {
    look: (userId: string, { queryKey, state }: Query): void => {
      if (complaint !== null || !state.data) return;
      complaint = checkData(userId, queryKey, state.data);
    },
    complaint: () => complaint,
  };
};
export type Witness = ReturnType<typeof createWitness>;
