import { ApiError } from '#client/http/api-error.ts';
import type { OutboxItem } from '#client/outbox/item.ts';
import { createMemoryStorage } from '#client/outbox/memory-storage.ts';
import { createOutbox } from '#client/outbox/outbox.ts';
import type { Message } from '#contracts/http/messages.ts';
import { myMessage } from './builders.ts';
import { createFakeChannels } from './fake-tabs.ts';
import { createFakeTimers } from './fake-timers.ts';

export const OTHER = '55555555-5555-4555-8555-555555555555';
export const noAnswer = () => new ApiError(0, 'network');
export const refusal = () => new ApiError(404, 'user_not_found');
export const signedOut = () => new ApiError(401, 'unauthenticated');

/** A browser: its pages share storage and channel. */
export const setupOutbox = () => {
  const clock = createFakeTimers();
  const storage = createMemoryStorage();
  const channels = createFakeChannels();
  const attempts: string[] = [];
  const waiting: { resolve: () => void; item: OutboxItem }[] = [];
  let failure: (() => Error) | null = null;
  let isSlow = false;
  let ids = 0;
  const send = async (item: OutboxItem): Promise<Message> => {
    attempts.push(item.content);
    if (isSlow) await new Promise<void>((resolve) => waiting.push({ resolve, item }));
    if (failure) throw failure();
    return myMessage(attempts.length, { client_id: item.clientId, content: item.content });
  };
  const openPage = async ({ isLeading = true } = {}) => {
    const sent: Message[] = [];
    const outbox = createOutbox({
      send,
      onSent: (message) => sent.push(message),
      onGone: () => undefined,
      onAlreadyDelivered: () => undefined,
      storage,
      bus: channels.openBus(),
      timers: clock.timers,
      random: () => 1,
      newId: () => `id-${++ids}`,
      now: () => Date.UTC(2026, 0, 1) + clock.now(),
    });
    await outbox.start();
    if (isLeading) await outbox.setLeading(true);
    return {
      outbox,
      sent: () => sent.map(({ content }) => content),
      states: () =>
        outbox.store.getState().items.map(({ content, state }) => `${content}: ${state}`),
    };
  };
  return {
    clock,
    storage,
    attempts,
    waiting,
    openPage,
    /** The messages of yet another page. */
    bus: channels.openBus,
    fail: (make: (() => Error) | null) => {
      failure = make;
    },
    slowDown: () => {
      isSlow = true;
    },
  };
};
