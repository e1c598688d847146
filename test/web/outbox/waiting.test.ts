import { beforeEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { OutboxItem } from '#client/outbox/item.ts';
import { followOutbox } from '#site/boot/follow-outbox.ts';
import { previewOf } from '#site/features/conversations/model/conversation-words.ts';
import { withWaiting } from '#site/features/conversations/model/with-waiting.ts';
import { useAllWaiting } from '#site/sync/waiting.ts';
import { aConversation } from '#test/web/support/builders.ts';

const anItem = (change: Partial<OutboxItem>): OutboxItem => ({
  clientId: 'x',
  conversationId: 'one',
  content: 'hello',
  createdAt: '2026-03-01T10:00:00.000Z',
  order: 1,
  state: 'queued',
  ...change,
});
const photo = { fileId: 'f', filename: 'a.jpg', mime: 'image/jpeg', sizeBytes: 1 };

const setup = (items: OutboxItem[]) => {
  const store = createStore<{ items: readonly OutboxItem[] }>(() => ({ items }));
  const stop = followOutbox({ store });
  const seen = (id: string) =>
    previewOf(aConversation({ id }), 'me', '', useAllWaiting.getState()[id]);
  return { store, stop, seen };
};
beforeEach(() => useAllWaiting.setState({}, true));

it('the list has the last unsent message of each conversation, and whether it was refused', () => {
  const { seen } = setup([
    anItem({}),
    anItem({ content: 'a\n b' }),
    anItem({ conversationId: 'two', content: '', files: [photo], state: 'failed' }),
  ]);

  expect(seen('one')).toEqual({ lead: 'You:', text: 'a b', kind: 'queued' });
  expect(seen('two')).toEqual({ lead: 'You:', text: 'Photo', kind: 'failed' });
});

it('nothing is emitted about sent messages, or after the stop', () => {
  const { store, stop } = setup([anItem({}), anItem({ conversationId: 'two' })]);
  store.setState({ items: [anItem({})] });
  expect(Object.keys(useAllWaiting.getState())).toEqual(['one']);
  stop();
  expect(useAllWaiting.getState()).toEqual({});
});

it('a conversation is sorted by its unsent message, unless something newer is there', () => {
  const list = ['2026-03-01T12:00:00.000Z', '2026-03-01T08:00:00.000Z'].map((created_at, index) =>
    aConversation({ id: `${index}`, created_at, last_message: null }),
  );
  const order = (at: string): string[] => {
    const waiting = { preview: '', has_attachments: false, deleted: false, isFailed: false, at };
    return withWaiting(list, { 1: waiting as never }).map(({ id }) => id);
  };

  expect(order('2026-03-01T13:00:00.000Z')).toEqual(['1', '0']);
  expect(order('2026-03-01T11:00:00.000Z')).toEqual(['0', '1']);
});
