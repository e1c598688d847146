import type { Outbox, OutboxItem } from '#client';
import { previewOf } from '#contracts/texts/preview.ts';
import type { Waiting } from '../sync/waiting.ts';
import { useAllWaiting } from '../sync/waiting.ts';

const waitingOf = ({ content, files, copies, state, createdAt }: OutboxItem): Waiting => ({
  preview: previewOf(content || null, (files ?? copies)?.[0]?.filename),
  has_attachments: (files ?? copies) !== undefined,
  deleted: false,
  isFailed: state === 'failed',
  at: createdAt,
});

/**
 * Shows unsent messages in the conversation list. Returns a function that stops it and clears them.
 */
export const followOutbox = ({ store }: Pick<Outbox, 'store'>): (() => void) => {
  const update = (): void => {
    const { items } = store.getState();
    const all = items.map((item) => [item.conversationId, waitingOf(item)] as const);
    useAllWaiting.setState(Object.fromEntries(all), true);
  };
  update();
  const unsubscribe = store.subscribe(update);
  return () => {
    unsubscribe();
    useAllWaiting.setState({}, true);
  };
};
