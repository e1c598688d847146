import { describe, expect, test } from 'vitest';
import { decodeFrame } from '#client/socket/frame.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { MemberSettings } from '#contracts/http/member-settings.ts';
import { MessageText } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import { ServerEvent } from '#contracts/realtime.ts';
import { frameOf } from '#contracts/socket/frame.ts';
import { newConversation } from '#core/domain/conversation.ts';
import { previewOf } from '#core/domain/message.ts';
import { sendChange } from '#core/domain/send.ts';
import { messageView } from '#core/views/message-view.ts';

const uuid = (digit: number): string => `${digit}`.repeat(8).concat('-0000-4000-8000-000000000000');
const most = Number.MAX_SAFE_INTEGER;
const { maxLength, maxAttachments } = limits.message;

/** The texts that are largest in JSON or in UTF-8. */
const worstTexts = {
  emoji: '😀'.repeat(maxLength),
  quotes: '"'.repeat(maxLength),
  'line feeds around a letter': `a${'\n'.repeat(maxLength - 2)}a`,
  'controls, which are not stored': `a${'\u0001'.repeat(maxLength - 1)}`,
  'letters of three bytes': '\u20ac'.repeat(maxLength),
};
const worstFiles = Array.from({ length: maxAttachments }, (_, index) => ({
  id: uuid(index),
  filename: '😀'.repeat(limits.attachment.filenameLength),
  mime: `image/${'x'.repeat(94)}`,
  sizeBytes: limits.attachment.maxBytes,
  width: 2 ** 32,
  height: 2 ** 32,
}));

const messageOf = (text: string) => {
  const draft = {
    senderId: uuid(1),
    content: MessageText.parse(text),
    attachments: worstFiles,
    replyToId: 'x'.repeat(40),
    clientId: uuid(3),
    requestHash: 'hash',
  };
  const { insert, conversation } = sendChange(
    { ...newConversation(uuid(0), [uuid(1), uuid(2)], 0), seq: most - 1, ver: most - 1 },
    draft,
    0,
  );
  if (!insert) throw new Error('nothing was sent');
  const message = { ...insert, rev: most, readAt: 0, editedAt: 0, deletedAt: 0 };
  const viewer = { id: message.receiverId, seesReceipts: true };
  return { message: messageView(message, conversation, viewer), conversation };
};

const placed = { conversation_id: uuid(0), seq: most, ver: most };
const { message, conversation } = messageOf(worstTexts.emoji);
const at = '2026-01-01T00:00:00.000Z';
const settings: MemberSettings = {
  ver: most,
  muted_until: at,
  is_pinned: false,
  is_archived: false,
  archived_seq: most,
  is_marked_unread: false,
  marked_unread_seq: most,
  cleared_seq: most,
  marks_ver: most,
};
const face = {
  display_name: '😀'.repeat(limits.displayName.maxLength),
  photo: photoPathOf(uuid(2), 'x'.repeat(22)),
};
const opened: Conversation = {
  id: uuid(0),
  ver: most,
  peer: {
    id: uuid(2),
    username: '😀'.repeat(limits.username.maxLength),
    ...face,
    is_active: true,
    online: false,
    last_seen: at,
  },
  last_message: {
    id: message.id,
    seq: most,
    sender_id: uuid(1),
    preview: conversation.lastMessage?.preview ?? '',
    has_attachments: true,
    deleted: false,
    created_at: at,
  },
  last_seq: most,
  unread_count: most,
  my_read_seq: most,
  peer_read_seq: most,
  me: settings,
  created_at: at,
  updated_at: at,
};

const worst: { readonly [T in ServerEvent['type']]: Extract<ServerEvent, { type: T }> } = {
  'message:new': { type: 'message:new', ...placed, payload: message },
  'message:update': { type: 'message:update', ...placed, payload: message },
  'message:delete': { type: 'message:delete', ...placed, payload: message },
  'message:read': {
    type: 'message:read',
    ...placed,
    payload: { user_id: uuid(1), message_id: message.id, seq: most },
  },
  'conversation:new': { type: 'conversation:new', ...placed, payload: opened },
  'conversation:settings': {
    type: 'conversation:settings',
    conversation_id: uuid(0),
    payload: settings,
  },
  'presence:typing': {
    type: 'presence:typing',
    conversation_id: uuid(0),
    payload: { user_id: uuid(1), state: 'start' },
  },
  'presence:update': {
    type: 'presence:update',
    payload: { user_id: uuid(1), online: false, last_seen: at },
  },
  'account:event': {
    type: 'account:event',
    payload: {
      id: `recovery_codes_renewed#${most}`,
      type: 'recovery_codes_renewed',
      at,
      device: 'x'.repeat(100),
      address: uuid(1),
    },
  },
  'user:update': {
    type: 'user:update',
    payload: { user_id: uuid(2), username: opened.peer.username, ...face },
  },
  pong: { type: 'pong', payload: {} },
  error: { type: 'error', payload: { code: 4401, detail: 'x'.repeat(1_000) } },
};

describe('a frame', () => {
  test.each(Object.entries(worst))('with the worst %s stays within its limit', (_type, event) => {
    expect(Buffer.byteLength(frameOf(event))).toBeLessThanOrEqual(limits.socket.frameBytes);
  });

  test.each(Object.entries(worstTexts))(
    'with ten files and %s stays within its limit',
    (_, text) => {
      const { message: payload } = messageOf(text);
      const frame = frameOf({ type: 'message:new', ...placed, payload });

      expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(limits.socket.frameBytes);
      expect(ServerEvent.parse(JSON.parse(frame)).payload).toMatchObject({
        content: MessageText.parse(text),
        attachments: payload.attachments,
      });
      expect(decodeFrame(frame)).toEqual({ type: 'message:new', ...placed, payload });
    },
  );

  test.each([
    ['controls', '\u0001'.repeat(maxLength)],
    ['controls and line feeds', 'a\u0000\u001f\n'.repeat(maxLength / 4)],
    ['controls and emoji', '\u0001😀'.repeat(maxLength / 2)],
    ['controls of direction', '\u202e'.repeat(maxLength)],
  ])('with an older message of %s stays within its limit', (_, content) => {
    const payload = { ...message, text: content, content };
    const frame = frameOf({ type: 'message:new', ...placed, payload });

    expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(limits.socket.frameBytes);
    const short = { ...payload, attachments: [], text: content.slice(0, 99) };
    const whole = { ...short, content: short.text };
    const event: ServerEvent = { type: 'message:new', ...placed, payload: whole };
    expect(frameOf(event)).toBe(JSON.stringify(event));
  });

  test('has the text under both names if it fits', () => {
    const payload = { ...message, attachments: [], text: 'Hello', content: 'Hello' };
    const event: ServerEvent = { type: 'message:new', ...placed, payload };
    expect(frameOf(event)).toBe(JSON.stringify(event));

    const longest = { ...payload, text: 'x'.repeat(4_096), content: 'x'.repeat(4_096) };
    expect(frameOf({ ...event, payload: longest })).toContain('"text"');
  });

  test('has the text once if it would not fit twice; a preview fits into a list', () => {
    expect(Buffer.byteLength(JSON.stringify(worst['message:new']))).toBeGreaterThan(
      limits.socket.frameBytes,
    );
    expect(Buffer.byteLength(previewOf(worstTexts.emoji))).toBeLessThanOrEqual(
      limits.preview.maxBytes,
    );
  });
});

test.each([
  ['an event of a later version', '{"type":"message:pinned","payload":{}}'],
  ['a name that every object has', '{"type":"toString","payload":{}}'],
  ['no event', '{"payload":{}}'],
  ['no JSON', 'pong'],
])('a client ignores %s', (_what, frame) => {
  expect(decodeFrame(frame)).toBeNull();
});

test.each(Object.values(worst))('a client accepts $type', (event) => {
  expect(decodeFrame(frameOf(event))?.type).toBe(event.type);
});
