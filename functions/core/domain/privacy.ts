import type { Conversation } from './conversation.ts';
import { haveBothWritten } from './conversation.ts';

/** What a user shows to others. A user who hides something does not see it of others either. */
export interface Privacy {
  /** Online, last seen and typing. */
  readonly presence: boolean;
  readonly readReceipts: boolean;
}

export const openPrivacy: Privacy = { presence: true, readReceipts: true };

interface Person {
  readonly id: string;
  readonly privacy: Privacy;
}

/** The other member of a conversation; in a conversation with oneself, the user. */
export interface OtherMember<P extends Person> {
  readonly peer: P;
  /** Has either of the two blocked the other? */
  readonly isBlocked: boolean;
}

/** Are presence or read receipts visible between the two members? Applies to both directions. */
export const mayPass = <P extends Person>(
  what: keyof Privacy,
  conversation: Conversation,
  member: Person,
  { peer, isBlocked }: OtherMember<P>,
): boolean =>
  member.id === peer.id ||
  (!isBlocked && haveBothWritten(conversation) && member.privacy[what] && peer.privacy[what]);
