import type { TabBus, Timers } from '#client';

/** What an active page shows: a conversation, or no conversation (`null`). */
export interface Look {
  readonly conversationId: string | null;
}
type AttentionMessage =
  | { readonly kind: 'who-looks'; readonly question: number }
  | { readonly kind: 'look'; readonly question: number; readonly look: Look };

/** Time for the answers of other tabs. */
export const ANSWER_MS = 250;

interface AttentionDeps {
  readonly bus: TabBus;
  readonly timers: Timers;
  /** For this page; undefined unless it is visible and focused. */
  readonly own: () => Look | undefined;
}

/** Asks all tabs of this browser what the user sees. */
export const createAttention = ({ bus, timers, own }: AttentionDeps) => {
  const topic = bus.topic<AttentionMessage>('attention');
  const answers = new Map<number, Look[]>();
  let questions = 0;

  topic.receive((message) => {
    if (message.kind === 'look') {
      answers.get(message.question)?.push(message.look);
      return;
    }
    const look = own();
    if (look) topic.post({ kind: 'look', question: message.question, look });
  });

  return {
    looks: async (): Promise<readonly Look[]> => {
      const look = own();
      if (look) return [look];
      const question = ++questions;
      const received: Look[] = [];
      answers.set(question, received);
      topic.post({ kind: 'who-looks', question });
      await new Promise<void>((resolve) => timers.set(resolve, ANSWER_MS));
      answers.delete(question);
      return received;
    },
  };
};
export type Attention = ReturnType<typeof createAttention>;
