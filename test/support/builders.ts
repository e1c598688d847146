import { limits } from '#contracts/limits.ts';
import type { Attachment } from '#core/domain/attachment.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { FileRules } from '#core/domain/file-rules.ts';
import type { NewInvitation } from '#core/domain/invitation.ts';
import type { Message } from '#core/domain/message.ts';
import { openPrivacy } from '#core/domain/privacy.ts';
import type { Draft } from '#core/domain/send.ts';
import type { Session, SessionClient } from '#core/domain/session.ts';
import type { Caller, User } from '#core/domain/user.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import type { Connection, Ticket } from '#core/ports/sockets.ts';
import type { WebPushSubscription, WebPushSubscriptionStore } from '#core/ports/web-push.ts';
import { countedIds, startTime } from './fakes.ts';

/** One source for all builders, so that no two objects of a test file have the same id. */
const ids = countedIds(0xb);

/** A registered, active user. */
export const aUser = (user: Partial<User> = {}): User => {
  const id = user.id ?? ids.uuid();
  return {
    id,
    username: `user-${id.slice(0, 8)}`,
    displayName: null,
    about: null,
    photo: null,
    email: null,
    isActive: true,
    isFinished: true,
    isOperator: false,
    validAfter: 0,
    endedSessions: [],
    onlineUntil: 0,
    lastSeen: null,
    privacy: openPrivacy,
    createdAt: startTime,
    updatedAt: startTime,
    ...user,
  };
};

/**
 * A name of 50 ligatures, each of three letters in the folded form for searches: more pieces than a
 * DynamoDB transaction allows. `second`: another such name.
 */
export const aLongName = (which: 'first' | 'second' = 'first'): string => {
  const start = which === 'first' ? 0xfd50 : 0xfd92;
  return String.fromCodePoint(...Array.from({ length: 50 }, (_, index) => start + index));
};

/** A user whose registration is not finished. */
export const aRegistration = (user: Partial<User> = {}): User =>
  aUser({ isFinished: false, ...user });

/** Stores nothing. */
export const noAudit: AuditLog = {
  add: async () => undefined,
  list: async () => [],
  uncount: async () => undefined,
  clear: async () => undefined,
};

/** Has no push subscriptions. */
export const noSubscriptions: WebPushSubscriptionStore = {
  put: async () => undefined,
  listByUser: async () => [],
  removeSessions: async () => undefined,
  removeGone: async () => undefined,
};

/** A browser in a network reserved for documentation. */
export const aClient = (client: Partial<SessionClient> = {}): SessionClient => ({
  device: 'Firefox, Linux',
  address: '192.0.2.0/24',
  ...client,
});

/** A session that began at `startTime`. */
export const aSession = (session: Partial<Session> = {}): Session => ({
  id: ids.uuid(),
  ...aClient(),
  createdAt: startTime,
  lastSeenAt: startTime,
  expiresAt: startTime + limits.refreshTokenSeconds * 1_000,
  ...session,
});

export const aCaller = (caller: Partial<Caller> = {}): Caller => ({
  userId: ids.uuid(),
  issuedAt: startTime,
  sessionId: ids.uuid(),
  tokenUse: 'access',
  ...caller,
});

/** A message before sending. */
export const aDraft = (draft: Partial<Draft> = {}): Draft => ({
  senderId: ids.uuid(),
  content: 'Hello.',
  attachments: [],
  replyToId: null,
  clientId: ids.uuid(),
  requestHash: 'hash of the request',
  ...draft,
});

/** A small picture whose upload was requested, valid for a day. */
export const anAttachment = (attachment: Partial<Attachment> = {}): Attachment => ({
  id: ids.uuid(),
  ownerId: ids.uuid(),
  filename: 'picture.png',
  mime: 'image/png',
  sizeBytes: 68,
  state: 'pending',
  sentIn: null,
  createdAt: startTime,
  expiresAt: startTime + limits.attachment.unsentSeconds * 1_000,
  ...attachment,
});

/** What the operator allows for files, unless a test says otherwise. */
export const fileRules = (change: Partial<FileRules> = {}): FileRules => ({
  storageBytes: unlimited,
  maxFileBytes: limits.attachment.maxBytes,
  types: 'any',
  ...change,
});

/** A storage limit that is never reached. */
export const unlimited = Number.MAX_SAFE_INTEGER;

/** A message as it was sent. */
export const aMessage = (message: Partial<Message> = {}): Message => {
  const seq = message.seq ?? 1;
  const createdAt = message.createdAt ?? startTime;
  return {
    conversationId: ids.uuid(),
    seq,
    rev: seq,
    senderId: ids.uuid(),
    receiverId: ids.uuid(),
    content: 'Hello.',
    attachments: [],
    reactions: [],
    replyToId: null,
    clientId: ids.uuid(),
    readAt: null,
    editedAt: null,
    edits: 0,
    deletedAt: null,
    createdAt,
    updatedAt: createdAt,
    ...message,
  };
};

/** An empty conversation; members are sorted. */
export const aConversation = (conversation: Partial<Conversation> = {}): Conversation => {
  const members = conversation.members ?? [ids.uuid(), ids.uuid()];
  const empty = { readSeq: 0, unread: 0, received: 0, sent: 0 };
  return {
    id: ids.uuid(),
    members,
    ver: 1,
    seq: 0,
    states: Object.fromEntries(members.map((member) => [member, empty])),
    lastMessage: null,
    createdAt: startTime,
    updatedAt: startTime,
    ...conversation,
  };
};

/** A socket that was registered at `startTime`, valid for two hours. */
export const aConnection = (connection: Partial<Connection> = {}): Connection => {
  const connectedAt = connection.connectedAt ?? startTime;
  return {
    id: `connection-${ids.uuid().slice(0, 8)}=`,
    userId: ids.uuid(),
    sessionId: ids.uuid(),
    conversationId: null,
    connectedAt,
    expiresAt: connectedAt + 2 * 60 * 60 * 1_000,
    isVisible: false,
    ...connection,
  };
};

/** A push subscription of a known push service, valid for 30 days from `startTime`. */
export const aSubscription = (
  subscription: Partial<WebPushSubscription> = {},
): WebPushSubscription => ({
  userId: ids.uuid(),
  sessionId: ids.uuid(),
  endpoint: `https://updates.push.services.mozilla.com/wpush/v2/${ids.uuid()}`,
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  origin: 'https://chat.example',
  preview: 'text',
  language: 'en',
  sound: true,
  quietHours: null,
  storedAt: startTime,
  expiresAt: startTime + limits.refreshTokenSeconds * 1_000,
  ...subscription,
});

/** A ticket that was issued at `startTime`, valid for 30 seconds. */
export const aTicket = (ticket: Partial<Ticket> = {}): Ticket => ({
  secret: `ticket-${ids.uuid()}`,
  caller: aCaller(),
  expiresAt: startTime + 30_000,
  ...ticket,
});

/** An invitation that is valid for a day from `startTime`. */
export const anInvite = (invite: Partial<NewInvitation> = {}): NewInvitation => ({
  id: ids.uuid(),
  code: `invite-${ids.uuid()}`,
  inviterId: null,
  createdAt: startTime,
  expiresAt: startTime + 24 * 60 * 60 * 1_000,
  ...invite,
});
