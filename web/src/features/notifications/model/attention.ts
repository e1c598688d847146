import type { TabBus, Timers } from '#client';

/** What somebody has before their eyes: a conversation, or another page (`null`). */
export interface Look {
  readonly conversationId: string | null;
}
type AttentionNews =
  | { readonly kind: 'who-looks'; readonly question: number }
  | { readonly kind: 'look'; readonly question: number; readonly look: Look };

/** As long as another page of this browser may take to answer. */
export const ANSWER_MS = 250;

interface AttentionDeps {
  readonly bus: TabBus;
  readonly timers: Timers;
  /** Of this page; undefined when nobody looks at it. */
  readonly own: () => Look | undefined;
}

/** Finds out what is being looked at in all pages of this browser. */
export const createAttention = ({ bus, timers, own }: AttentionDeps) => {
  const topic = bus.topic<AttentionNews>('attention');
  const answers = new Map<number, Look[]>();
  let questions = 0;

  topic.hear((news) => {
    if (news.kind === 'look') {
      answers.get(news.question)?.push(news.look);
      return;
    }
    const look = own();
    if (look) topic.post({ kind: 'look', question: news.question, look });
  });

  return {
    looks: async (): Promise<readonly Look[]> => {
      const look = own();
      if (look) return [look];
      const question = ++questions;
      const heard: Look[] = [];
      answers.set(question, heard);
      topic.post({ kind: 'who-looks', question });
      await new Promise<void>((resolve) => timers.set(resolve, ANSWER_MS));
      answers.delete(question);
      return heard;
    },
  };
};
export type Attention = ReturnType<typeof createAttention>;
