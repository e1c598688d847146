import { create } from 'zustand';

/**
 * A change of a sent message by its author, shown at once. `failed`: the message shows the server's
 * version again, and the reason. `done`: the server has confirmed.
 */
export type MessageChange = (
  | { readonly kind: 'edit'; readonly content: string }
  | { readonly kind: 'delete' }
) & {
  readonly state: 'saving' | 'done' | 'failed';
  readonly reason: string | null;
  /** For a failed change: whether the same request can succeed later. */
  readonly canRetry?: boolean;
};

interface ChangeStore {
  /** By message id. */
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
