import type { Message } from '#contracts/http/messages.ts';
import type { Model } from './model.ts';
import { isRead, isVisible, listedOf, received, sent } from './model.ts';
import { type Ask, compare, pagesOf } from './pages.ts';
import { checkMessages, type Listed } from './views.ts';

const byTime = (one: Listed, other: Listed): number =>
  compare(String(one.message.times.created_at), String(other.message.times.created_at)) ||
  compare(one.conversation.id, other.conversation.id) ||
  one.message.seq - other.message.seq;

/** Inbox and outbox, in both orders and with all three values of `unread_only`. */
export const compareMailbox = async (
  model: Model,
  by: number,
  ask: Ask,
  size: number,
): Promise<void> => {
  const listed = (messages: typeof received): Listed[] =>
    listedOf(model, by)
      .flatMap((conversation) =>
        messages(conversation, by)
          .filter((message) => isVisible(conversation, by, message))
          .map((message) => ({ conversation, message })),
      )
      .sort(byTime);
  const [inbox, outbox] = [listed(received), listed(sent)];
  const wasRead = ({ conversation, message }: Listed) => isRead(conversation, message);
  const lists = [
    ['list-inbox', {}, inbox],
    ['list-inbox', { order: 'desc' }, inbox.toReversed()],
    ['list-inbox', { unread_only: 'true' }, inbox.filter((one) => !wasRead(one))],
    ['list-inbox', { unread_only: 'false' }, inbox.filter(wasRead)],
    ['list-outbox', {}, outbox],
    ['list-outbox', { order: 'desc' }, outbox.toReversed()],
  ] as const;
  for (const [name, query, expected] of lists) {
    const bodies = await pagesOf<Message>(ask, name, size, query);
    checkMessages(model, by, expected, bodies, `${name} ${JSON.stringify(query)}`);
  }
};
