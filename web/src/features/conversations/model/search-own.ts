import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { strings } from '../../../strings/strings.ts';

/** What names are compared by; the contract's own folding has tables, which are loaded once somebody searches. */
export type Fold = (text: string) => string;
export const roughFold: Fold = (text) => text.normalize('NFKC').toLowerCase();
export const loadFold = async (): Promise<Fold> =>
  (await import('../../../../../functions/contracts/names/fold.ts')).foldName;

/** Names under which a conversation is found: notes also as what they are. */
const namesOf = ({ peer }: Conversation, userId: string): string[] =>
  peer.id === userId ? [peer.username, strings.presence.notes] : [peer.username];

/** Own conversations whose name has the text in it, in the order given. */
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

/** Of people who were found, those without one of these conversations. */
export const peopleBeside = <P extends { readonly id: string }>(
  conversations: readonly Conversation[],
  people: readonly P[],
): P[] => {
  const known = new Set(conversations.map(({ peer }) => peer.id));
  return people.filter(({ id }) => !known.has(id));
};
