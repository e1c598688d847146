import type { Message } from '../functions/contracts/http/messages.ts';
import type { Call } from './http/call.ts';
import { untilStopped } from './http/until-stopped.ts';
import type { OutboxStorage } from './outbox/item.ts';
import { createOutbox } from './outbox/outbox.ts';
import { makeSendItem } from './outbox/send-item.ts';
import type { SocketDeps } from './socket/socket.ts';
import type { Cache } from './sync/cache.ts';
import { foldSent } from './sync/fold-sent.ts';
import { createRealtime } from './sync/realtime.ts';
import type { TabBus } from './tabs/bus.ts';
import type { LeaderLocks } from './tabs/leader.ts';
import type { Uploads } from './uploads/uploads.ts';

/** Uploads are loaded with the first file. */
interface UploadsLoader {
  readonly load: () => Promise<Uploads>;
  /** Null before that. */
  readonly loaded: () => Uploads | null;
}

/** All that a messenger needs of the browser around it, so that a simulator can be one. */
export interface Platform extends Pick<SocketDeps, 'open' | 'timers' | 'random'> {
  readonly call: Call;
  readonly cache: Cache;
  readonly bus: TabBus;
  readonly locks: LeaderLocks | null;
  readonly storage: OutboxStorage;
  readonly uploads: UploadsLoader;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Realtime and outbox of one signed-in user, put together. */
export const createMessenger = (given: Platform, userId: string) => {
  const calls = untilStopped(given.call);
  const platform = { ...given, call: calls.call };
  const { cache, uploads } = platform;
  const outbox = createOutbox({
    ...platform,
    send: makeSendItem({ ...platform, loadUploads: uploads.load }),
    onSent: (message) => {
      settleFiles(message);
      foldSent(cache, message);
    },
    onThere: ({ conversationId }) => void realtime.catchUp.conversation(conversationId),
    onGone: ({ files = [] }) => uploads.loaded()?.forget(files.map(({ fileId }) => fileId)),
  });

  /** Own files of a message that is there go on showing from here. */
  const settleFiles = (message: Message): void => {
    const item = outbox.find(message.client_id);
    if (item?.files) uploads.loaded()?.sent(item.files, message.attachments);
  };

  const realtime = createRealtime({
    ...platform,
    userId,
    onEvent: (event) => {
      const isOwn = event.type === 'message:new' && event.payload.sender_id === userId;
      if (!isOwn) return;
      settleFiles(event.payload);
      outbox.onDelivered(event.payload.client_id);
    },
    onReachable: () => {
      uploads.loaded()?.resume();
      outbox.resume();
    },
    onLeading: (isLeading) => void outbox.setLeading(isLeading),
  });
  return {
    outbox,
    realtime,
    start: (): void => {
      void outbox.start();
      realtime.start();
    },
    stop: (options: { isForgotten: boolean }): void => {
      calls.stop();
      realtime.stop();
      outbox.stop(options);
      uploads.loaded()?.stop();
    },
  };
};
