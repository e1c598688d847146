/** What one member no longer sees of a conversation. */
export interface Sight {
  /** The member has cleared everything up to this sequence number. */
  readonly clearedSeq: number;
  /** Sequence numbers of messages that the member has deleted for themselves. */
  readonly hidden: ReadonlySet<number>;
}

export const fullSight: Sight = { clearedSeq: 0, hidden: new Set() };

/** Is this message visible to this member now? Everything that shows messages asks here. */
export const isVisible = (
  { clearedSeq, hidden }: Sight,
  { seq }: { readonly seq: number },
): boolean => seq > clearedSeq && !hidden.has(seq);
