import type { Conversation } from '#contracts/http/conversations.ts';
import { strings } from '#site/strings/strings.ts';

/**
 * Folds names for comparison. The contract's own folding has large tables, which are loaded with
 * the first search.
 */
export type Fold = (text: string) => string;
export const roughFold: Fold = (text) => text.normalize('NFKC').toLowerCase();
export const loadFold = async (): Promise<Fold> =>
  (await import('#contracts/names/search-fold.ts')).foldDisplayName;

/** Names by which a conversation is found; the notes to oneself also have their title. */
const namesOf = ({ peer }: Conversation, userId: string): string[] => [
  peer.username,
  ...(peer.display_name ? [peer.display_name] : []),
  ...(peer.id === userId ? [strings.presence.notes] : []),
];

/** Own conversations whose name contains the text, in the given order. */
export const searchOwn = (
  conversations: readonly Conversation[],
  text: string,
  userId: string,
  fold: Fold,
): Conversation[] => {
  const wanted = fold(text.trim());
  return conversations.filter((conversation) =>
    namesOf(conversation, userId).some((name) => fold(name).includes(wanted)),
  );
};

/** Found users without one of these conversations. */
export const peopleBeside = <P extends { readonly id: string }>(
  conversations: readonly Conversation[],
  people: readonly P[],
): P[] => {
  const known = new Set(conversations.map(({ peer }) => peer.id));
  return people.filter(({ id }) => !known.has(id));
};
