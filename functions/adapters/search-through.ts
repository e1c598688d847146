import type { Searched } from '#core/domain/message-search.ts';
import type {
  FoundMessages,
  MessageInContext,
  MessagePlace,
  MessageSearch,
} from '#core/ports/conversations.ts';

/** A message that may match. */
export interface Candidate extends Searched {
  readonly place: MessagePlace;
  /** The whole message; null if it was deleted meanwhile. */
  readonly load: () => MessageInContext | null;
}

/** Searches messages in the order in which they come, and stops as asked. */
export const searchThrough = async (
  candidates: AsyncIterable<Candidate>,
  { matches, stopAfter }: MessageSearch,
): Promise<FoundMessages> => {
  const until = performance.now() + stopAfter.milliseconds;
  const items: MessageInContext[] = [];
  let searched = 0;
  for await (const candidate of candidates) {
    searched++;
    const found = matches(candidate) ? candidate.load() : null;
    if (found) items.push(found);
    const isEnough =
      items.length >= stopAfter.matches ||
      searched >= stopAfter.messages ||
      performance.now() >= until;
    if (isEnough) return { items, searchedTo: candidate.place };
  }
  return { items, searchedTo: null };
};
