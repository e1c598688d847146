import { create } from 'zustand';

interface Drafts {
  readonly texts: Readonly<Record<string, string>>;
  readonly setDraft: (conversationId: string, text: string) => void;
  readonly clear: () => void;
}

/** What is written and not sent, per conversation, for as long as the page lives. */
export const useDrafts = create<Drafts>((set) => ({
  texts: {},
  setDraft: (conversationId, text) =>
    set(({ texts }) => ({ texts: { ...texts, [conversationId]: text } })),
  clear: () => set({ texts: {} }),
}));
