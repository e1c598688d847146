/**
 * The search of a dialog. It is stored in the state of the history entry, so that no address contains what
 * the user searched for.
 */
export interface FindState {
  readonly text: string;
  /** Starts at this message; without it, at the newest hit. */
  readonly at?: { readonly messageId: string; readonly seq: number };
}

export const withFind = (find: FindState) => ({ find });

/** The search in the state of a history entry. */
export const findOf = (state: unknown): FindState | null => {
  if (typeof state !== 'object' || state === null || !('find' in state)) return null;
  const { find } = state;
  const isFind = typeof find === 'object' && find !== null && 'text' in find;
  return isFind && typeof find.text === 'string' ? (find as FindState) : null;
};

/** The message that a link leads to, in the state of a history entry. */
export const withJump = (messageId: string) => ({ jump: messageId });

export const jumpOf = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'jump' in state && typeof state.jump === 'string'
    ? state.jump
    : null;
