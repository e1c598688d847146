import { limits } from '../limits.ts';
import { people } from './people.ts';

/** What a schema does not say of a field. A contract may say it itself, by `.meta({ description, examples })`. */
export interface FieldNote {
  readonly description?: string;
  readonly example?: unknown;
  /** In the example of a request although it may be left out. */
  readonly shown?: boolean;
}

const shownName = 'The name as it is shown: lower case.';
const unreadNote = 'Messages of the peer that the caller has not read: exact.';

/**
 * By `Component.field`, `tag.parameter` (of a path) or the field alone; the first that there is counts.
 * Examples that follow from a format, an enumeration or a default need no note.
 */
export const fieldNotes: Readonly<Record<string, FieldNote>> = {
  username: { description: shownName, example: 'ada.l' },
  'Peer.username': { description: shownName, example: 'bob.b' },
  'FoundUser.username': { description: shownName, example: 'bob.b' },
  'Profile.username': { description: shownName, example: 'bob.b' },
  'Registration.username': {
    description:
      'Letters, marks, digits and `_ . - !` with single inner spaces; trimmed, NFC. One alphabet a word, no reserved name, nothing like an id (docs/adr/0012). Unique in any case, and among names that look alike.',
    example: 'ada.l',
  },
  password: { example: 'Engine-1843' },
  'Registration.password': {
    description: 'With a digit and a capital letter A to Z, without a space at either end.',
    example: 'Engine-1843',
  },
  current_password: { example: 'Engine-1843' },
  new_password: {
    description: 'With a digit and a capital letter A to Z, without a space at either end.',
    example: 'Difference-1822',
  },
  email: {
    description: 'Unique, and never shown to anybody else.',
    example: 'ada@example.org',
  },
  invite: { description: 'Needed where registration is by invitation.', example: 'K7QM-2XHT-9WPD' },
  grant_type: { description: 'May be left out.', shown: true },
  access_token: {
    description: `For \`Authorization: Bearer …\`; good for ${limits.accessTokenSeconds / 60} minutes.`,
    example: 'eyJhbGciOiJFUzI1NiJ9.eyJ1c2VybmFtZSI6IjViMGMyZjllIn0.c2lnbmF0dXJl',
  },
  refresh_token: {
    description: 'For `POST /api/auth/refresh`; in cookie mode it travels only as a cookie.',
    example: 'pr1.6fYk0cTqW3uH.Zb8xN2vLr5sD',
  },
  expires_in: { description: 'Seconds.', example: limits.accessTokenSeconds },
  everywhere: {
    description: 'End all sessions of the user: their tokens and sockets.',
    example: true,
  },
  device: {
    description: 'Browser and system, or the product of an API client; empty where unknown.',
    example: 'Firefox, Linux',
  },
  address: {
    description: 'The network that the session was last used from: /24 of IPv4, /48 of IPv6.',
    example: '203.0.113.0/24',
  },
  last_seen_at: { description: 'At sign-in, refresh and connect.' },
  current: { description: 'The session of the token that asked.', example: true },
  reason: {
    description: 'Of `invalid_refresh_token`: why the session ended, where that is known.',
  },
  storage: {
    description: 'Of `storage_full`: what the files of the caller take, and what they may.',
  },
  used_bytes: {
    description: 'Of files in messages, and of uploads that may still be sent.',
    example: 734_003_200,
  },
  limit_bytes: { description: 'Set by the operator.', example: 1_073_741_824 },
  'AccountEvent.id': { example: 'signed_in#5b0c2f9e-8d1a-4c6e-9b7f-2a3d4e5f6071' },
  'AccountEvent.device': {
    description:
      'Of `session_ended` the device that was signed out, or the one from which all were; empty where unknown.',
    example: 'Firefox, Linux',
  },
  'AccountEvent.address': {
    description: 'Like `device`, its network: /24 of IPv4, /48 of IPv6.',
    example: '203.0.113.0/24',
  },
  'AccountEvent.reason': { description: 'Of `session_ended`.', example: 'signed_out' },
  'AccountEvent.at': { description: 'When it happened; of refusals the last one.' },
  'AccountEvent.count': { description: 'Of refusals: how many on that day (UTC).', example: 3 },
  ticket: { description: 'For `/ws?ticket=…`.', example: 'tk1.9sVd4hQmR7yB' },

  id: { example: people.bob },
  'Me.id': { example: people.ada },
  'Conversation.id': { example: people.conversation },
  'conversations.id': { example: people.conversation },
  'Message.id': { description: 'Opaque.', example: people.message },
  'LastMessage.id': { example: people.message },
  'messages.id': { example: people.message },
  peer_id: { example: people.bob },
  is_active: { description: 'False once the account is closed.', example: true },
  online: { description: 'Has a live connection right now.', example: true },
  last_seen: { description: 'Null while online, or never seen.', example: null },
  created_at: { example: people.at },
  updated_at: { example: people.at },
  q: {
    description: 'A part of a name, or a full user id. `%` and `_` are plain characters.',
    example: 'bob',
  },

  conversation_id: { example: people.conversation },
  ver: { description: 'Grows with every change of the conversation.', example: 7 },
  last_message: { description: 'Null in a conversation without messages.' },
  preview: {
    description: `The beginning of the text, at most ${limits.preview.maxLength} characters.`,
    example: 'Hello, Bob',
  },
  has_attachments: { example: false },
  deleted: { example: false },
  last_seq: { description: 'Of the latest entry of the log.', example: 3 },
  unread_count: { description: unreadNote, example: 1 },
  my_read_seq: { description: 'The caller has read everything up to here.', example: 2 },
  peer_read_seq: { description: 'The peer has read everything up to here.', example: 3 },
  entries: { description: 'In the order of `seq`, without holes.' },
  kind: { description: 'What happened.', example: 'message' },
  'LogEntry.message': { description: 'As it is now, not as it was then.' },

  seq: {
    description: 'Position in the log of the conversation, from 1 and without holes.',
    example: 3,
  },
  rev: { description: '`seq` of the latest change of this message.', example: 3 },
  sender_id: { example: people.ada },
  receiver_id: { example: people.bob },
  text: { example: 'Hello, Bob' },
  content: { example: 'Hello, Bob' },
  'conversations.content': {
    description: 'May be left out where there is an attachment or a file.',
    example: 'Hello, Bob',
    shown: true,
  },
  'Message.text': {
    description: 'The same value as `content`. Null with attachments only, and once deleted.',
    example: 'Hello, Bob',
  },
  'Message.content': { description: 'The same value as `text`.', example: 'Hello, Bob' },
  client_id: {
    description: `Chosen by the sender. For ${limits.sentGuardDays} days the same one in the same conversation never makes a second message.`,
    example: people.clientId,
    shown: true,
  },
  reply_to_id: {
    description: 'A message of the same conversation.',
    example: people.earlierMessage,
  },
  'Message.reply_to_id': { description: 'The message that this one answers.', example: null },
  is_read: { description: 'The receiver has read it.', example: false },
  read_at: {
    description: 'When it was read by itself; null when a read-up-to covered it.',
    example: null,
  },
  edited_at: { example: null },
  deleted_at: {
    description: 'A deleted message keeps its place, without text and files.',
    example: null,
  },
  unread_only: {
    description: '`true`: only unread ones, `false`: only read ones, absent: all.',
    example: true,
  },
  order: { description: 'By time: `asc` has the oldest first.' },
  only_unread: { description: 'Refuse to delete a message that was read already.' },
  attachments: { example: [] },
  attachment_ids: {
    description: 'Completed attachments of the sender that are in no message yet, in this order.',
    example: [people.attachment],
  },
  'attachments.id': { example: people.attachment },
  'Attachment.id': { example: people.attachment },
  'PendingAttachment.id': { example: people.attachment },
  'PendingAttachment.expires_at': {
    description: 'Until then the upload may be sent, as often as needed.',
    example: people.at,
  },
  'Download.expires_at': { description: 'Until then the URL serves the file.', example: people.at },
  upload: {
    description: 'A multipart POST of all `fields` as they are, and then `file`, without a token.',
  },
  fields: {
    description: 'Signed: key, content type and size are exactly these.',
    example: {
      key: `pending/${people.attachment}`,
      'Content-Type': 'application/pdf',
      policy: 'eyJleHBpcmF0aW9uIjoi4oCmIn0=',
      'x-amz-signature': 'b2Yf0cTqW3uHsvCq',
    },
  },
  'Upload.url': { example: 'https://parley.example/files' },
  'Download.url': { example: 'https://parley.example/files/WyJhdHQv4oCmIl0.b2Yf0cTqW3uHsvCq' },
  filename: {
    description:
      'For people, never a path: visible, without controls of direction, and with an ending of its type or none.',
    example: 'notes.pdf',
  },
  mime: { example: 'application/pdf' },
  size_bytes: { example: 48_213 },
  width: {
    description: 'Of an image, in pixels; of up to 50 megapixels it is served inline.',
    example: 1_280,
  },
  height: { description: 'Of an image, in pixels.', example: 720 },

  page: { description: `From 1; \`page × size\` is at most ${limits.page.maxDepth}.`, example: 1 },
  size: { description: 'Items a page.', example: 20 },
  total: { description: 'Of all pages: exact.', example: 1 },
  pages: { example: 1 },
  'users.cursor': {
    description: '`next_cursor` of the page before. Absent for the first page.',
  },
  cursor: {
    description:
      '`next_cursor` of the page before, or the id of any message of the conversation: older ones follow. Absent for the newest messages.',
    example: people.message,
  },
  next_cursor: { description: 'Null when there is no more.', example: null },
  limit: { description: 'Items at most.', example: 50 },
  after: { description: 'The last `seq` that the client has seen.', example: 2 },
  version: { description: 'Of this server.', example: '0.1.0' },

  path: {
    description: 'Which value, from the part of the request that it is in.',
    example: 'body.text',
  },
  'FieldError.message': {
    description: 'Which rule it broke.',
    example: 'must be 1 to 4096 characters long',
  },
  'GatewayError.message': { example: 'Unauthorized' },
  type: { example: 'urn:parley:problem:validation_failed' },
  title: { example: 'Validation failed' },
  detail: {
    description: 'For people; programs go by `code`.',
    example: 'body.text: must be 1 to 4096 characters long',
  },
  code: { description: 'From a closed list.', example: 'validation_failed' },
  status: { example: 422 },
  request_id: {
    description: 'Names this call in the logs of the server.',
    example: '0c5f9f0e-8a57-4f6c-9c65-1f7d2b3a4e05',
  },
  errors: { description: 'Of a 422: which value broke which rule.' },
};
