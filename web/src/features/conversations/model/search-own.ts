import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { strings } from '../../../lib/strings.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Names under which a conversation is found: notes also as what they are. */
const namesOf = ({ peer }: Conversation, userId: string): string[] =>
  peer.id === userId ? [peer.username, strings.presence.notes] : [peer.username];

/** Own conversations whose name has the text in it, in the order given. */
export const searchOwn = (
  conversations: readonly Conversation[],
  text: string,
  userId: string,
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
