import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import { messagePush } from '#core/domain/notification.ts';
import { aSubscription } from '#test/support/builders.ts';
import { countedIds } from '#test/support/fakes.ts';

const ids = countedIds(0xc);
/** So many conversations with two unread messages each, and a long text of costly characters. */
const pushWith = (conversations: number) => {
  const unread = new Map(Array.from({ length: conversations }, () => [ids.uuid(), 2] as const));
  const [conversationId = ''] = unread.keys();
  const occasion = {
    ...{ conversationId, seq: 7, receiverId: ids.uuid(), unread },
    senderName: '😀'.repeat(limits.displayName.maxLength),
    senderPhoto: photoPathOf(ids.uuid(), 'x'.repeat(22)),
    preview: '"\\'.repeat(limits.preview.maxLength / 2),
  };
  return messagePush(aSubscription(), occasion, Date.now()).payload;
};

test('a notification lists the unread conversations, so that the worker closes the notifications of others', () => {
  const payload = pushWith(limits.webPush.unreadIds);
  const { app_badge, notification } = JSON.parse(payload);
  expect(app_badge).toBe(2 * limits.webPush.unreadIds);
  expect(notification.data.unread).toHaveLength(limits.webPush.unreadIds);
  expect(notification.data.unread).toContain(notification.tag.slice(0, 8));
  expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(limits.webPush.payloadBytes);
});

test('a notification lists no conversations if there are too many: the worker would close unread ones', () => {
  const { app_badge, notification } = JSON.parse(pushWith(limits.webPush.unreadIds + 1));
  expect(app_badge).toBe(2 * limits.webPush.unreadIds + 2);
  expect(notification.data.unread).toBeNull();
});

test('a notification shows the preview as it is, which has no marks of styles any more', () => {
  const occasion = {
    ...{ conversationId: ids.uuid(), seq: 7, receiverId: ids.uuid(), unread: new Map() },
    ...{ senderName: 'Ada', senderPhoto: null, preview: '*not bold, over two lines*' },
  };
  const { notification } = JSON.parse(messagePush(aSubscription(), occasion, Date.now()).payload);
  expect(notification.body).toBe('*not bold, over two lines*');
});
