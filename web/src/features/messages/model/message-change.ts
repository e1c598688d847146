import { create } from 'zustand';

/**
 * What its author wants of a message that the server has. It shows at once; `failed` brings the message
 * back as it is on the server, with the reason in words. `done`: the server has agreed.
 */
export type MessageChange = (
  | { readonly kind: 'edit'; readonly content: string }
  | { readonly kind: 'delete' }
) & {
  readonly state: 'saving' | 'done' | 'failed';
  readonly reason: string | null;
  /** Of a failed one: whether the same request can succeed later. */
  readonly canRetry?: boolean;
};

interface ChangeStore {
  /** By the id of the message. */
  readonly changes: Readonly<Record<string, MessageChange>>;
  readonly put: (messageId: string, change: MessageChange) => void;
  readonly drop: (messageId: string) => void;
  readonly clear: () => void;
}

export const useChanges = create<ChangeStore>((set) => ({
  changes: {},
  put: (id, change) => set(({ changes }) => ({ changes: { ...changes, [id]: change } })),
  drop: (id) =>
    set(({ changes }) => {
      const { [id]: _, ...others } = changes;
      return { changes: others };
    }),
  clear: () => set({ changes: {} }),
}));
