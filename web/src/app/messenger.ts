import type { Message } from '../../../functions/contracts/http/messages.ts';
import type { Uploads } from '../features/attachments/model/uploads.ts';
import { createOutbox } from '../features/messages/model/outbox.ts';
import type { OutboxStorage } from '../features/messages/model/outbox-item.ts';
import type { Call } from '../lib/api-client.ts';
import type { Cache } from '../realtime/cache.ts';
import { foldSent } from '../realtime/fold-sent.ts';
import type { LeaderLocks } from '../realtime/leadership.ts';
import { createRealtime } from '../realtime/realtime.ts';
import type { SocketDeps } from '../realtime/socket.ts';
import type { TabBus } from '../realtime/tab-bus.ts';
import type { FileSending } from './send-item.ts';
import { makeSendItem } from './send-item.ts';
import { untilStopped } from './until-stopped.ts';

/** Uploads are loaded with the first file. */
interface UploadsLoader {
  readonly load: () => Promise<FileSending>;
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
    send: makeSendItem({ ...platform, loadSending: uploads.load }),
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
