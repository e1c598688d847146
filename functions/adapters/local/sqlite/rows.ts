import type { ChangeKind } from '#contracts/closed-lists.ts';
import type { Attachment, AttachmentState } from '#core/domain/attachment.ts';
import type {
  Conversation,
  Disappearing,
  LastMessage,
  MemberState,
  MessageRequest,
} from '#core/domain/conversation.ts';
import type {
  LogRecord,
  Message,
  MessageAttachment,
  Notice,
  Reaction,
  SentGuard,
} from '#core/domain/message.ts';
import type { EndedSession } from '#core/domain/session.ts';
import type { User } from '#core/domain/user.ts';
import { waveformOf } from '#functions/adapters/waveform.ts';
import type { Database } from './database.ts';
import { unpackHash, unpackId } from './guards/packed.ts';

type Row = Record<string, unknown>;

/** Tables are STRICT, so values have the types of the schema. */
const text = (row: Row, name: string): string => row[name] as string;
const textOrNull = (row: Row, name: string): string | null => row[name] as string | null;
const int = (row: Row, name: string): number => row[name] as number;
const intOrNull = (row: Row, name: string): number | null => row[name] as number | null;

/** Empty for nearly all users, so parsing is skipped. */
const endedSessionsOf = (row: Row): EndedSession[] =>
  row['ended_sessions'] === '' ? [] : (JSON.parse(text(row, 'ended_sessions')) as EndedSession[]);

export const userOf = (row: Row): User => ({
  id: text(row, 'id'),
  username: text(row, 'username'),
  displayName: textOrNull(row, 'display_name'),
  about: textOrNull(row, 'about'),
  photo: textOrNull(row, 'photo'),
  email: textOrNull(row, 'email'),
  isActive: row['is_active'] === 1,
  isFinished: row['is_finished'] === 1,
  isOperator: row['is_operator'] === 1,
  validAfter: int(row, 'valid_after'),
  endedSessions: endedSessionsOf(row),
  onlineUntil: int(row, 'online_until'),
  lastSeen: intOrNull(row, 'last_seen'),
  privacy: { presence: row['shows_presence'] === 1, readReceipts: row['shows_receipts'] === 1 },
  createdAt: int(row, 'created_at'),
  updatedAt: int(row, 'updated_at'),
});

/** A conversation, joined with both members' rows as `a_…` and `b_…`. */
export const conversationColumns = `
  c.*, a.read_seq AS a_read_seq, a.unread AS a_unread, a.received AS a_received, a.sent AS a_sent,
  a.request AS a_request, a.request_messages AS a_request_messages, a.has_written AS a_has_written,
  b.read_seq AS b_read_seq, b.unread AS b_unread, b.received AS b_received, b.sent AS b_sent,
  b.request AS b_request, b.request_messages AS b_request_messages, b.has_written AS b_has_written
  FROM conversations c
  JOIN members a ON a.user_id = c.member_a AND a.conversation_id = c.id
  JOIN members b ON b.user_id = c.member_b AND b.conversation_id = c.id`;

const requestOf = (row: Row, member: 'a' | 'b'): Pick<MemberState, 'request'> => {
  const state = row[`${member}_request`] as MessageRequest['state'] | null;
  return state === null
    ? {}
    : { request: { state, messages: int(row, `${member}_request_messages`) } };
};

const stateOf = (row: Row, member: 'a' | 'b'): MemberState => ({
  readSeq: int(row, `${member}_read_seq`),
  unread: int(row, `${member}_unread`),
  received: int(row, `${member}_received`),
  sent: int(row, `${member}_sent`),
  ...requestOf(row, member),
  ...(row[`${member}_has_written`] === 1 && { hasWritten: true as const }),
});

const lastMessageOf = (row: Row): LastMessage | null =>
  row['last_seq'] === null
    ? null
    : {
        seq: int(row, 'last_seq'),
        senderId: text(row, 'last_sender_id'),
        preview: text(row, 'last_preview'),
        hasAttachments: row['last_has_attachments'] === 1,
        deleted: row['last_deleted'] === 1,
        createdAt: int(row, 'last_created_at'),
        ...(row['last_expires_at'] !== null && { expiresAt: int(row, 'last_expires_at') }),
      };

const disappearingOf = (row: Row): Pick<Conversation, 'disappearing' | 'nextExpiry'> => ({
  ...(row['disappearing_by'] !== null && {
    disappearing: {
      after: row['disappearing_after'] as Disappearing['after'],
      setBy: text(row, 'disappearing_by'),
      setAt: int(row, 'disappearing_at'),
    },
  }),
  ...(row['next_expiry'] !== null && { nextExpiry: int(row, 'next_expiry') }),
});

export const conversationOf = (row: Row): Conversation => ({
  id: text(row, 'id'),
  members: [text(row, 'member_a'), text(row, 'member_b')],
  ver: int(row, 'ver'),
  seq: int(row, 'seq'),
  states: {
    [text(row, 'member_a')]: stateOf(row, 'a'),
    [text(row, 'member_b')]: stateOf(row, 'b'),
  },
  lastMessage: lastMessageOf(row),
  ...disappearingOf(row),
  createdAt: int(row, 'created_at'),
  updatedAt: int(row, 'updated_at'),
});

const sizeOf = (row: Row): Pick<Attachment, 'width' | 'height'> => ({
  ...(row['width'] !== null && { width: int(row, 'width') }),
  ...(row['height'] !== null && { height: int(row, 'height') }),
});

const recordingOf = (row: Row): Pick<Attachment, 'recording'> =>
  row['duration_ms'] === null
    ? {}
    : {
        recording: {
          durationMs: int(row, 'duration_ms'),
          waveform: waveformOf(text(row, 'waveform')),
        },
      };

export const attachmentOf = (row: Row): Attachment => ({
  id: text(row, 'id'),
  ownerId: text(row, 'owner_id'),
  filename: text(row, 'filename'),
  mime: text(row, 'mime'),
  sizeBytes: int(row, 'size_bytes'),
  ...sizeOf(row),
  ...recordingOf(row),
  state: text(row, 'state') as AttachmentState,
  sentIn:
    row['conversation_id'] === null
      ? null
      : { conversationId: text(row, 'conversation_id'), seq: int(row, 'seq') },
  createdAt: int(row, 'created_at'),
  expiresAt: int(row, 'expires_at'),
});

export const messageAttachmentOf = (row: Row): MessageAttachment => ({
  id: text(row, 'id'),
  filename: text(row, 'filename'),
  mime: text(row, 'mime'),
  sizeBytes: int(row, 'size_bytes'),
  ...sizeOf(row),
  ...recordingOf(row),
});

/** Most messages have none: their row has the count. */
const attachmentsOf = (db: Database, row: Row): MessageAttachment[] =>
  row['attachments'] === 0
    ? []
    : db
        .all(
          `SELECT * FROM attachments WHERE conversation_id = ? AND seq = ? AND state = 'sent'
           ORDER BY position`,
          text(row, 'conversation_id'),
          int(row, 'seq'),
        )
        .map(messageAttachmentOf);

/** Null for most messages. */
const reactionsOf = (row: Row): Reaction[] =>
  row['reactions'] === null ? [] : (JSON.parse(text(row, 'reactions')) as Reaction[]);

export const messageOf = (db: Database, row: Row): Message => ({
  conversationId: text(row, 'conversation_id'),
  seq: int(row, 'seq'),
  rev: int(row, 'rev'),
  senderId: text(row, 'sender_id'),
  receiverId: text(row, 'receiver_id'),
  content: textOrNull(row, 'content'),
  attachments: attachmentsOf(db, row),
  reactions: reactionsOf(row),
  replyToId: textOrNull(row, 'reply_to_id'),
  ...(row['forwarded'] === 1 && { isForwarded: true }),
  clientId: text(row, 'client_id'),
  readAt: intOrNull(row, 'read_at'),
  editedAt: intOrNull(row, 'edited_at'),
  edits: int(row, 'edits'),
  deletedAt: intOrNull(row, 'deleted_at'),
  createdAt: int(row, 'created_at'),
  updatedAt: int(row, 'updated_at'),
  ...(row['expires_at'] !== null && { expiresAt: int(row, 'expires_at') }),
  ...(row['notice'] !== null && { notice: JSON.parse(text(row, 'notice')) as Notice }),
});

export const recordOf = (row: Row): LogRecord => ({
  seq: int(row, 'seq'),
  kind: text(row, 'kind') as ChangeKind,
  messageSeq: int(row, 'message_seq'),
});

/** Of a guard with packed ids, or of one from before. */
export const guardOf = (row: Row): SentGuard => ({
  senderId: unpackId(row['sender_id']),
  clientId: unpackId(row['client_id']),
  seq: int(row, 'seq'),
  requestHash: unpackHash(row['request_hash']),
  expiresAt: int(row, 'expires_at'),
});
