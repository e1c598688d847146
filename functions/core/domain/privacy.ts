import type { Conversation } from './conversation.ts';
import { haveBothWritten } from './conversation.ts';

/** What a user lets others know. Who hides something does not see it of others either. */
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

/** The other member of a conversation; oneself in notes to oneself. */
export interface OtherMember<P extends Person> {
  readonly peer: P;
  /** Has either of the two blocked the other? */
  readonly isBlocked: boolean;
}

/** May presence or read receipts pass between a member and the other one, in both directions? */
export const mayPass = <P extends Person>(
  what: keyof Privacy,
  conversation: Conversation,
  member: Person,
  { peer, isBlocked }: OtherMember<P>,
): boolean =>
  member.id === peer.id ||
  (!isBlocked && haveBothWritten(conversation) && member.privacy[what] && peer.privacy[what]);
