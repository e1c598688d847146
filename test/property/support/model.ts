import { limits } from '#contracts/limits.ts';

/** A time that only the server knows, until its first answer. */
export const unknown = Symbol('unknown');
export type Time = string | null | typeof unknown;

/** A completed attachment. */
export interface FileModel {
  readonly id: string;
  readonly owner: number;
  /** As a message shows it. */
  readonly shown: object;
  sentIn: { readonly conversation: ConversationModel; readonly message: MessageModel } | null;
}

export interface MessageModel {
  /** Set by the answer to the send. */
  id: string;
  clientId: string;
  readonly seq: number;
  readonly sender: number;
  readonly receiver: number;
  readonly replyTo: string | null;
  /** The content of the first request with the `client_id`. */
  readonly firstContent: string;
  rev: number;
  content: string | null;
  edits: number;
  readonly files: readonly FileModel[];
  /** By user, in the order in which they first reacted. */
  readonly reactions: Map<number, string>;
  readonly times: Record<
    'created_at' | 'updated_at' | 'read_at' | 'edited_at' | 'deleted_at',
    Time
  >;
}

export type Kind = 'message' | 'edit' | 'delete' | 'read' | 'reaction';

export interface ConversationModel {
  /** Set by the first answer that names it. */
  id: string;
  /** The same user twice for notes to oneself. */
  readonly members: readonly [number, number];
  ver: number;
  /** Entry n has the sequence n + 1: no gaps. */
  readonly log: { readonly kind: Kind; readonly message: MessageModel }[];
  /** By user: everything received up to here is read. */
  readonly marks: Map<number, number>;
  readonly settings: Map<number, SettingsModel>;
  /** Until `to` accepts what the other member has opened. */
  request: RequestModel | null;
}

export interface RequestModel {
  readonly to: number;
  readonly isDeclined: boolean;
  readonly messages: number;
}

/** What a member has set; a mute is for good here. */
export interface SettingsModel {
  readonly ver: number;
  readonly isMuted: boolean;
  readonly isPinned: boolean;
  readonly archivedSeq: number | null;
  readonly markedSeq: number | null;
  /** Everything up to here is cleared. */
  readonly clearedSeq: number;
  /** Sequences of messages that are deleted for this member, and of starred ones. */
  readonly hidden: readonly number[];
  readonly starred: readonly number[];
  readonly marksVer: number;
}

export interface PersonModel {
  readonly id: string;
  name: string;
  displayName: string | null;
  /** One of the pictures of `photos.ts`. */
  photo: number | null;
  isActive: boolean;
  readonly blocked: Set<number>;
  /** Codes of invitations that were refused. */
  wrongCodes: number;
  readonly times: Record<'created_at' | 'updated_at', Time>;
}

export interface InvitationModel {
  /** Both are set by the answer to the creation. */
  id: string;
  code: string;
  readonly inviter: number;
  state: 'open' | 'used' | 'revoked';
}

/** Before it is sent: its owner; then the members who see the message, until it is deleted. */
export const maySee = ({ owner, sentIn }: FileModel, person: number): boolean => {
  if (sentIn === null) return owner === person;
  const { conversation, message } = sentIn;
  if (!isMember(conversation, person) || isDeleted(message)) return false;
  return isVisible(conversation, person, message);
};

/** The whole state of three users: plain lists, without stored counters. */
export interface Model {
  readonly people: PersonModel[];
  readonly conversations: ConversationModel[];
  readonly files: FileModel[];
  readonly invitations: InvitationModel[];
}

export const newModel = (people: readonly { id: string; name: string }[]): Model => ({
  people: people.map((person) => ({
    ...person,
    displayName: null,
    photo: null,
    isActive: true,
    blocked: new Set(),
    wrongCodes: 0,
    times: { created_at: unknown, updated_at: unknown },
  })),
  conversations: [],
  files: [],
  invitations: [],
});

export const personOf = ({ people }: Model, person: number): PersonModel => {
  const found = people[person];
  if (!found) throw new Error(`there is no person ${person}`);
  return found;
};

export const isActive = (model: Model, person: number): boolean => personOf(model, person).isActive;

export const isBlockedBetween = (model: Model, one: number, other: number): boolean =>
  personOf(model, one).blocked.has(other) || personOf(model, other).blocked.has(one);

export const isMember = ({ members }: ConversationModel, person: number): boolean =>
  members.includes(person);

export const peerOf = ({ members: [one, other] }: ConversationModel, person: number): number =>
  one === person ? other : one;

export const between = (model: Model, one: number, other: number): ConversationModel | undefined =>
  model.conversations.find((c) => isMember(c, one) && peerOf(c, one) === other);

export const conversationsOf = (model: Model, person: number): ConversationModel[] =>
  model.conversations.filter((conversation) => isMember(conversation, person));

/** What this member has declined is in none of the member's lists. */
export const hasDeclined = ({ request }: ConversationModel, person: number): boolean =>
  request?.to === person && request.isDeclined;

export const waitsFor = ({ request }: ConversationModel, person: number): boolean =>
  request?.to === person && !request.isDeclined;

export const listedOf = (model: Model, person: number): ConversationModel[] =>
  conversationsOf(model, person).filter((conversation) => !hasDeclined(conversation, person));

export const messagesOf = ({ log }: ConversationModel): MessageModel[] =>
  log.filter(({ kind }) => kind === 'message').map(({ message }) => message);

export const markOf = ({ marks }: ConversationModel, person: number): number =>
  marks.get(person) ?? 0;

export const settingsOf = ({ settings }: ConversationModel, person: number): SettingsModel =>
  settings.get(person) ?? {
    ver: 0,
    isMuted: false,
    isPinned: false,
    archivedSeq: null,
    markedSeq: null,
    clearedSeq: 0,
    hidden: [],
    starred: [],
    marksVer: 0,
  };

/** Whether this member still sees the message. */
export const isVisible = (
  conversation: ConversationModel,
  person: number,
  { seq }: MessageModel,
): boolean => {
  const { clearedSeq, hidden } = settingsOf(conversation, person);
  return seq > clearedSeq && !hidden.includes(seq);
};

export const isArchived = (conversation: ConversationModel, person: number): boolean => {
  const { archivedSeq, isMuted } = settingsOf(conversation, person);
  const last = messagesOf(conversation).at(-1)?.seq ?? 0;
  return archivedSeq !== null && (isMuted || last <= archivedSeq);
};

export const isDeleted = ({ times }: MessageModel): boolean => times.deleted_at !== null;

export const isRead = (conversation: ConversationModel, message: MessageModel): boolean =>
  message.times.read_at !== null || message.seq <= markOf(conversation, message.receiver);

/** Whether the peer's reads are shown to the members. Nobody hides them here. */
export const seesReceipts = (model: Model, conversation: ConversationModel): boolean => {
  const [one, other] = conversation.members;
  return (
    one === other ||
    (!isBlockedBetween(model, one, other) &&
      sent(conversation, one).length > 0 &&
      sent(conversation, other).length > 0)
  );
};

/** Whether this member may not see if the message has been read. */
export const hidesRead = (
  model: Model,
  conversation: ConversationModel,
  message: MessageModel,
  by: number,
): boolean => message.receiver !== by && !seesReceipts(model, conversation);

export const received = (conversation: ConversationModel, person: number): MessageModel[] =>
  messagesOf(conversation).filter((message) => message.receiver === person && !isDeleted(message));

export const sent = (conversation: ConversationModel, person: number): MessageModel[] =>
  messagesOf(conversation).filter((message) => message.sender === person && !isDeleted(message));

export const unreadCount = (conversation: ConversationModel, person: number): number =>
  received(conversation, person).filter((message) => !isRead(conversation, message)).length;

export const mayBeEdited = ({ edits }: MessageModel): boolean => edits < limits.message.maxEdits;
