import * as z from 'zod';
import { accountEventTypes, changeKinds, operatorActions } from '#contracts/closed-lists.ts';
import { DisappearingAfter, Notice } from '#contracts/http/disappearing/disappearing.ts';
import { SessionEnd } from '#contracts/session-end.ts';

/** Epoch milliseconds. */
const Time = z.int();
const Count = z.int().nonnegative();

/** A registered user. An unfinished registration is not part of an archive. */
const Person = z.strictObject({
  id: z.uuid(),
  username: z.string(),
  /** The form of the name that is claimed: an earlier version may have folded it otherwise. */
  folded: z.string(),
  displayName: z.string().nullable(),
  about: z.string().nullable(),
  /** The hash of the photo. */
  photo: z.string().nullable(),
  email: z.string().nullable(),
  isActive: z.boolean(),
  isOperator: z.literal(true).exactOptional(),
  validAfter: Time,
  onlineUntil: Time,
  lastSeen: Time.nullable(),
  privacy: z.strictObject({ presence: z.boolean(), readReceipts: z.boolean() }),
  createdAt: Time,
  updatedAt: Time,
});

const Photo = z.strictObject({
  userId: z.uuid(),
  hash: z.string(),
  mime: z.string(),
  bytes: z.base64(),
});

const MemberState = z.strictObject({
  readSeq: Count,
  unread: Count,
  received: Count,
  sent: Count,
  /** While the other member's message request waits for this member. */
  request: z
    .strictObject({ state: z.enum(['pending', 'declined']), messages: Count })
    .exactOptional(),
  /** A message of this member has expired. */
  hasWritten: z.literal(true).exactOptional(),
});
const Disappearing = z.strictObject({ after: DisappearingAfter, setBy: z.uuid(), setAt: Time });
const Conversation = z.strictObject({
  id: z.uuid(),
  /** Sorted; the same user twice in a conversation with oneself. */
  members: z.tuple([z.uuid(), z.uuid()]),
  ver: z.int().positive(),
  seq: Count,
  states: z.record(z.uuid(), MemberState),
  lastMessage: z
    .strictObject({
      seq: Count,
      senderId: z.uuid(),
      preview: z.string(),
      hasAttachments: z.boolean(),
      deleted: z.boolean(),
      createdAt: Time,
      expiresAt: Time.exactOptional(),
    })
    .nullable(),
  disappearing: Disappearing.exactOptional(),
  nextExpiry: Time.exactOptional(),
  createdAt: Time,
  updatedAt: Time,
});

/** What a member has deleted for themselves and starred: sequence numbers. */
const Marks = z.strictObject({
  ver: z.int().positive(),
  hidden: z.array(Count),
  starred: z.array(z.strictObject({ seq: Count, at: Time })),
});

/** What a member has set in a conversation. Without a record: nothing was ever set. */
const Member = z.strictObject({
  userId: z.uuid(),
  conversationId: z.uuid(),
  ver: z.int().positive(),
  mutedUntil: Time.nullable(),
  isPinned: z.boolean(),
  archivedSeq: Count.nullable(),
  markedUnreadSeq: Count.nullable(),
  /** Everything up to here is cleared. */
  clearedSeq: Count.exactOptional(),
  marks: Marks.exactOptional(),
});

const Block = z.strictObject({ userId: z.uuid(), otherId: z.uuid() });

const Invitation = z.strictObject({
  /** Of the code, in base64url: the code itself is stored nowhere. */
  hash: z.string(),
  /** Null for an operator's. */
  inviterId: z.uuid().nullable(),
  expiresAt: Time,
  usedBy: z.uuid().nullable(),
  /** Of an unused one: what the inviter's list shows. Null for an operator's of an earlier version. */
  listed: z.strictObject({ id: z.uuid(), createdAt: Time }).nullable(),
});

/** A device or network from which a user has signed in, hashed. */
const Source = z.strictObject({ userId: z.uuid(), hash: z.string(), expiresAt: Time });

const Event = z.strictObject({
  userId: z.uuid(),
  id: z.string(),
  type: z.enum(accountEventTypes),
  at: Time,
  device: z.string(),
  address: z.string(),
  reason: SessionEnd.nullable(),
  count: Count,
  /** Of an operator, with the usernames of operator and person. */
  action: z.enum(operatorActions).exactOptional(),
  operator: z.string().exactOptional(),
  user: z.string().exactOptional(),
  expiresAt: Time,
});

const File = {
  id: z.uuid(),
  filename: z.string(),
  mime: z.string(),
  sizeBytes: Count,
  width: Count.exactOptional(),
  height: Count.exactOptional(),
  recording: z.strictObject({ durationMs: Count, waveform: z.array(Count) }).exactOptional(),
};

/** A file that was sent, or that is checked and waits for its message. */
const Attachment = z.strictObject({
  ...File,
  ownerId: z.uuid(),
  state: z.enum(['complete', 'sent']),
  sentIn: z.strictObject({ conversationId: z.uuid(), seq: Count }).nullable(),
  createdAt: Time,
  expiresAt: Time,
});

const Message = z.strictObject({
  conversationId: z.uuid(),
  seq: Count,
  rev: Count,
  senderId: z.uuid(),
  receiverId: z.uuid(),
  content: z.string().nullable(),
  attachments: z.array(z.strictObject(File)),
  reactions: z.array(z.strictObject({ userId: z.uuid(), emoji: z.string() })),
  replyToId: z.string().nullable(),
  isForwarded: z.literal(true).exactOptional(),
  clientId: z.string(),
  readAt: Time.nullable(),
  editedAt: Time.nullable(),
  edits: Count,
  deletedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
  expiresAt: Time.exactOptional(),
  notice: Notice.exactOptional(),
});

/** An entry of the log that is no message. */
const Change = z.strictObject({
  conversationId: z.uuid(),
  seq: Count,
  kind: z.enum(changeKinds),
  messageSeq: Count,
});

/** Makes a repeated send find the first message. */
const Guard = z.strictObject({
  conversationId: z.uuid(),
  senderId: z.uuid(),
  clientId: z.string(),
  seq: Count,
  requestHash: z.string(),
  expiresAt: Time,
});

/** A second factor that is set. The secret is readable: an archive must be kept as safe as what it contains. */
const Factor = z.strictObject({
  secret: z.base64url(),
  createdAt: Time,
  confirmedAt: Time,
  usedStep: Count,
  /** Hashes of the unused recovery codes. */
  recovery: z.array(z.string()),
});
export type ArchivedFactor = z.infer<typeof Factor>;

/** Its key is public. It signs in at `host` only. */
const Passkey = z.strictObject({
  id: z.uuid(),
  credentialId: z.string(),
  publicKey: z.string(),
  counter: Count,
  host: z.string(),
  transports: z.array(z.string()),
  isSynced: z.boolean(),
  name: z.string(),
  createdAt: Time,
  lastUsedAt: Time.nullable(),
});
export type ArchivedPasskey = z.infer<typeof Passkey>;

/** The sign-in of a person. `hash`: of the password, null if the home does not give it. */
const Account = z.strictObject({
  userId: z.uuid(),
  hash: z.string().nullable(),
  factor: Factor.exactOptional(),
  passkeys: z.array(Passkey).exactOptional(),
});

/**
 * The records of an archive, in the order in which they are restored: each refers only to records of earlier
 * kinds, and nobody can sign in before the last kind.
 */
export const archiveSchemas = {
  people: Person,
  photos: Photo,
  conversations: Conversation,
  members: Member,
  blocks: Block,
  invitations: Invitation,
  sources: Source,
  events: Event,
  attachments: Attachment,
  messages: Message,
  changes: Change,
  guards: Guard,
  accounts: Account,
} as const;

export type ArchiveKind = keyof typeof archiveSchemas;
export const archiveKinds = Object.keys(archiveSchemas) as readonly ArchiveKind[];

export type ArchiveValue<K extends ArchiveKind> = z.infer<(typeof archiveSchemas)[K]>;
/** A record with its kind. */
export type ArchiveRecord = {
  [K in ArchiveKind]: { readonly kind: K; readonly value: ArchiveValue<K> };
}[ArchiveKind];
