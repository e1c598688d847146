/** What one member has of a conversation. Counts are of messages that are not deleted. */
export interface MemberState {
  /** Everything received up to this sequence is read. */
  readonly readSeq: number;
  readonly unread: number;
  readonly received: number;
  readonly sent: number;
}

export interface LastMessage {
  readonly seq: number;
  readonly senderId: string;
  readonly preview: string;
  readonly hasAttachments: boolean;
  readonly deleted: boolean;
  readonly createdAt: number;
}

/**
 * The unit of consistency: every change in it is one atomic write conditioned on, and bumping, `ver`.
 * `seq` is the sequence of the newest entry of its log (a message, or a record of a change).
 */
export interface Conversation {
  readonly id: string;
  /** Sorted; the same user twice for notes to oneself. */
  readonly members: readonly [string, string];
  readonly ver: number;
  readonly seq: number;
  readonly states: Readonly<Record<string, MemberState>>;
  readonly lastMessage: LastMessage | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const emptyState: MemberState = { readSeq: 0, unread: 0, received: 0, sent: 0 };

export const sortedPair = (a: string, b: string): readonly [string, string] =>
  a <= b ? [a, b] : [b, a];

export const newConversation = (
  id: string,
  members: readonly [string, string],
  now: number,
): Conversation => ({
  id,
  members,
  ver: 1,
  seq: 0,
  states: Object.fromEntries(members.map((member) => [member, emptyState])),
  lastMessage: null,
  createdAt: now,
  updatedAt: now,
});

export const isMember = (conversation: Conversation, userId: string): boolean =>
  conversation.members.includes(userId);

/** The other member; oneself in a conversation with oneself. */
export const peerOf = (conversation: Conversation, userId: string): string =>
  conversation.members[0] === userId ? conversation.members[1] : conversation.members[0];

/** Both members once each: whom an event goes to. */
export const distinctMembers = (conversation: Conversation): string[] => [
  ...new Set(conversation.members),
];

export const stateOf = (conversation: Conversation, userId: string): MemberState =>
  conversation.states[userId] ?? emptyState;

/**
 * Has each member a message here that is not deleted? Before that neither presence nor read receipts pass
 * between them, nor when one has taken back everything.
 */
export const haveBothWritten = (conversation: Conversation): boolean =>
  conversation.members.every((member) => stateOf(conversation, member).sent > 0);

/** By what conversations are sorted: the time of the newest message, or of the opening. */
export const activityAt = (conversation: Conversation): number =>
  conversation.lastMessage?.createdAt ?? conversation.createdAt;

/** The next version, with the given members' states changed. */
export const nextVersion = (
  conversation: Conversation,
  now: number,
  change: Partial<Pick<Conversation, 'seq' | 'lastMessage'>> & {
    states?: Record<string, MemberState>;
  },
): Conversation => ({
  ...conversation,
  ...change,
  states: { ...conversation.states, ...change.states },
  ver: conversation.ver + 1,
  updatedAt: Math.max(now, conversation.updatedAt),
});
