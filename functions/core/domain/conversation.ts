import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';

/** In the state of the member to whom somebody writes for the first time, until that member accepts. */
export interface MessageRequest {
  readonly state: 'pending' | 'declined';
  /** Messages that it has brought, including deleted ones. */
  readonly messages: number;
}

/** How long messages stay that are sent now, in seconds; null: for good. */
export interface Disappearing {
  readonly after: DisappearingSeconds | null;
  readonly setBy: string;
  readonly setAt: number;
}

/** The state of one member in a conversation. Counts exclude deleted and expired messages. */
export interface MemberState {
  /** Everything received up to this sequence number is read. */
  readonly readSeq: number;
  readonly unread: number;
  readonly received: number;
  readonly sent: number;
  /** Set while the other member's request waits for this one. */
  readonly request?: MessageRequest;
  /** Set once a message of this member has expired. */
  readonly hasWritten?: true;
}

export interface LastMessage {
  readonly seq: number;
  readonly senderId: string;
  readonly preview: string;
  readonly hasAttachments: boolean;
  readonly deleted: boolean;
  readonly createdAt: number;
  readonly expiresAt?: number;
}

/**
 * The unit of consistency: every change is one atomic write that is conditional on `ver` and increments it.
 * `seq` is the sequence number of the latest log entry (a message, or a record of a change).
 */
export interface Conversation {
  readonly id: string;
  /** Sorted; the same user twice in a conversation with oneself. */
  readonly members: readonly [string, string];
  readonly ver: number;
  readonly seq: number;
  readonly states: Readonly<Record<string, MemberState>>;
  readonly lastMessage: LastMessage | null;
  /** Absent if nobody has ever set it. */
  readonly disappearing?: Disappearing;
  /** No message expires earlier; absent: none does. */
  readonly nextExpiry?: number;
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

/** The other member; in a conversation with oneself, the user. */
export const peerOf = (conversation: Conversation, userId: string): string =>
  conversation.members[0] === userId ? conversation.members[1] : conversation.members[0];

/** The recipients of an event: each member once. */
export const distinctMembers = (conversation: Conversation): string[] => [
  ...new Set(conversation.members),
];

export const stateOf = (conversation: Conversation, userId: string): MemberState =>
  conversation.states[userId] ?? emptyState;

/** Whether a member has an undeleted message here, or had one that expired. */
export const hasWritten = (conversation: Conversation, memberId: string): boolean => {
  const state = stateOf(conversation, memberId);
  return state.sent > 0 || state.hasWritten === true;
};

/** Otherwise neither presence nor read receipts are visible. */
export const haveBothWritten = (conversation: Conversation): boolean =>
  conversation.members.every((member) => hasWritten(conversation, member));

/** The sort key of conversations: the time of the newest message, or of the opening. */
export const activityAt = (conversation: Conversation): number =>
  conversation.lastMessage?.createdAt ?? conversation.createdAt;

/** The next version, with changed states of the given members. */
export const nextVersion = (
  conversation: Conversation,
  now: number,
  change: Partial<Pick<Conversation, 'seq' | 'lastMessage' | 'nextExpiry'>> & {
    states?: Record<string, MemberState>;
  },
): Conversation => ({
  ...conversation,
  ...change,
  states: { ...conversation.states, ...change.states },
  ver: conversation.ver + 1,
  updatedAt: Math.max(now, conversation.updatedAt),
});
