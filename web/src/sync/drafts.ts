import { create } from 'zustand';

/** What is written in a conversation and not sent. */
export interface Draft {
  readonly text: string;
  /** Id of the message that the text answers. */
  readonly replyToId: string | null;
  /** An own message that is being changed, with its text so far; the draft waits meanwhile. */
  readonly editing: { readonly id: string; readonly text: string } | null;
}

export const noDraft: Draft = { text: '', replyToId: null, editing: null };

export const isEmptyDraft = ({ text, replyToId, editing }: Draft): boolean =>
  text === '' && replyToId === null && editing === null;

/** By conversation, without empty ones. */
export type Drafts = Readonly<Record<string, Draft>>;

/** A draft as it is after a change; empty ones are gone. */
export interface DraftChange {
  /** Of the conversation. */
  readonly id: string;
  readonly draft: Draft;
}

interface DraftStore {
  readonly drafts: Drafts;
  /** The latest change that was made in this page. */
  readonly latest: DraftChange | null;
  readonly change: (conversationId: string, change: Partial<Draft>) => void;
  /** Takes over what was changed in another page. */
  readonly adopt: (conversationId: string, draft: Draft) => void;
  /** Takes what was kept; what has been written since counts more. */
  readonly restore: (kept: Drafts) => void;
  readonly clear: () => void;
}

const withDraft = (drafts: Drafts, id: string, draft: Draft): Drafts => {
  const { [id]: _, ...others } = drafts;
  return isEmptyDraft(draft) ? others : { ...others, [id]: draft };
};

export const useDrafts = create<DraftStore>((set) => ({
  drafts: {},
  latest: null,
  change: (id, change) =>
    set(({ drafts }) => {
      const draft = { ...(drafts[id] ?? noDraft), ...change };
      return { drafts: withDraft(drafts, id, draft), latest: { id, draft } };
    }),
  adopt: (id, draft) => set(({ drafts }) => ({ drafts: withDraft(drafts, id, draft) })),
  restore: (kept) => set(({ drafts }) => ({ drafts: { ...kept, ...drafts } })),
  clear: () => set({ drafts: {} }),
}));

/** Puts a text that could not be used into the box, behind what is written there; the edit of it ends. */
export const giveBack = (conversationId: string, text: string): void => {
  const { drafts, change } = useDrafts.getState();
  const written = drafts[conversationId]?.text ?? '';
  change(conversationId, { text: written === '' ? text : `${written}\n\n${text}`, editing: null });
};

export const useDraft = (conversationId: string): Draft =>
  useDrafts(({ drafts }) => drafts[conversationId] ?? noDraft);
