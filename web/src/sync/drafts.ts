import { create } from 'zustand';

/** An own message that is being edited, with its current text. */
interface Edit {
  readonly id: string;
  readonly text: string;
  /** When the message disappears. */
  readonly expiresAt?: string | undefined;
}

/** The unsent text of a conversation. */
export interface Draft {
  readonly text: string;
  /** Id of the message that the text replies to. */
  readonly replyToId: string | null;
  /** The draft is kept meanwhile. */
  readonly editing: Edit | null;
}

export const noDraft: Draft = { text: '', replyToId: null, editing: null };

export const isEmptyDraft = ({ text, replyToId, editing }: Draft): boolean =>
  text === '' && replyToId === null && editing === null;

/** By conversation, without empty ones. */
export type Drafts = Readonly<Record<string, Draft>>;

/** A draft after a change; null or empty ones are removed. */
export interface DraftChange {
  /** Conversation id. */
  readonly id: string;
  readonly draft: Draft;
}

interface DraftStore {
  readonly drafts: Drafts;
  /** The latest change in this tab. */
  readonly latest: DraftChange | null;
  readonly change: (conversationId: string, change: Partial<Draft>) => void;
  /** Applies a change from another tab. */
  readonly adopt: (conversationId: string, draft: Draft) => void;
  /** Restores stored drafts, unless they have been changed since. */
  readonly restore: (stored: Drafts) => void;
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
  restore: (stored) => set(({ drafts }) => ({ drafts: { ...stored, ...drafts } })),
  clear: () => set({ drafts: {} }),
}));

/** Appends a text that could not be used to the draft, and ends its edit. */
export const appendToDraft = (conversationId: string, text: string): void => {
  const { drafts, change } = useDrafts.getState();
  const written = drafts[conversationId]?.text ?? '';
  change(conversationId, { text: written === '' ? text : `${written}\n\n${text}`, editing: null });
};

export const useDraft = (conversationId: string): Draft =>
  useDrafts(({ drafts }) => drafts[conversationId] ?? noDraft);
