import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { ApiError } from './http/api-error.ts';
import type { Call } from './http/call.ts';
import { untilStopped } from './http/until-stopped.ts';
import type { OutboxStorage } from './outbox/item.ts';
import { createOutbox } from './outbox/outbox.ts';
import { makeSendItem } from './outbox/send-item.ts';
import type { Timers } from './platform/timers.ts';
import type { SocketLike } from './socket/socket.ts';
import type { Cache } from './sync/cache.ts';
import { createExpiry } from './sync/expiry/expiry.ts';
import { foldSent } from './sync/fold-sent.ts';
import type { ChangeStorage } from './sync/pending/change-storage.ts';
import { createMemoryChanges } from './sync/pending/change-storage.ts';
import { createRealtime } from './sync/realtime.ts';
import type { TabBus } from './tabs/bus.ts';
import type { LeaderLocks } from './tabs/leader.ts';
import type { UploadSurroundings, UploadsLoader } from './uploads/lazy-uploads.ts';

/** What the client needs from its environment: a browser, Node, or a simulation of them. */
export interface Platform {
  readonly timers: Timers;
  /** A number from 0 to less than 1, for the jitter of retries. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The server's time, as far as the device knows it; without it, `now`. */
  readonly serverNow?: () => number;
  /** A UUID. */
  readonly newId: () => string;
  /** Opens the WebSocket with a ticket from `POST /api/realtime/ticket`. */
  readonly openSocket: (ticket: string) => SocketLike;
  /** Connects the tabs of one user in this browser. */
  readonly openBus: (userId: string) => TabBus;
  /** Elects the tab that holds the socket and sends; null if every tab does so itself. */
  readonly leaderLocks: LeaderLocks | null;
  /** Persists the outbox of a user. */
  readonly openStorage: (userId: string) => OutboxStorage;
  /** Persists what a user changed and the server has not confirmed; without it, it lasts as long as the process. */
  readonly openChanges?: (userId: string) => ChangeStorage;
  /** Uploads files, such as `lazyUploads(postForm)`; without it a message with files fails. */
  readonly openUploads?: (surroundings: UploadSurroundings) => UploadsLoader;
}

export interface ClientOptions {
  readonly userId: string;
  /** Calls the API as this user; see `createApi`. */
  readonly call: Call;
  /** The loaded conversations and messages; see `createMemoryCache`. */
  readonly cache: Cache;
  /** In place of those of the platform. */
  readonly uploads?: UploadsLoader;
}

const noUploads: UploadsLoader = {
  load: () => Promise.reject(new Error('the client was created without openUploads')),
  loaded: () => null,
};

/**
 * The realtime engine of one signed-in user: keeps `cache` equal to the server's log, sends the
 * outbox's messages exactly once and in order, and shares one socket among the tabs of a browser.
 * Does nothing before `start`.
 */
export const createClient = (platform: Platform, options: ClientOptions) => {
  const { userId, cache } = options;
  const calls = untilStopped(options.call);
  const bus = platform.openBus(userId);
  const storage = platform.openStorage(userId);
  const changes = platform.openChanges?.(userId) ?? createMemoryChanges();
  /** A request without an answer may mean that the socket is cut as well. */
  const call: Call = async (key, ...args) => {
    try {
      return await calls.call(key, ...args);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'network') realtime.doubt();
      throw error;
    }
  };
  const shared = {
    ...platform,
    bus,
    storage,
    changes,
    cache,
    call,
    locks: platform.leaderLocks,
  };
  let isStopped = false;
  const uploads = options.uploads ?? platform.openUploads?.(shared) ?? noUploads;

  /** The pictures of a sent message are still shown from the local copy. */
  const settleFiles = (message: Message): void => {
    const item = outbox.find(message.client_id);
    if (item?.files) uploads.loaded()?.sent(item.files, message.attachments);
  };

  const outbox = createOutbox({
    ...shared,
    send: makeSendItem({
      ...shared,
      socketId: () => realtime.socketId(),
      onEvent: (event) => realtime.receive(event),
      loadUploads: uploads.load,
    }),
    onSent: (message) => {
      settleFiles(message);
      foldSent(cache, message);
    },
    onAlreadyDelivered: ({ conversationId }) => void realtime.catchUp.conversation(conversationId),
    onGone: ({ files = [] }) => uploads.loaded()?.remove(files.map(({ fileId }) => fileId)),
  });

  const realtime = createRealtime({
    ...shared,
    open: platform.openSocket,
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

  const expiry = createExpiry({
    ...shared,
    serverNow: platform.serverNow ?? platform.now,
    onExpired: (id) => void realtime.catchUp.conversation(id),
  });

  return {
    userId,
    bus,
    outbox,
    realtime: {
      ...realtime,
      wake: (): void => {
        expiry.pass();
        realtime.wake();
      },
      setVisible: (isVisible: boolean): void => {
        expiry.pass();
        realtime.setVisible(isVisible);
      },
    },
    /** The persisted copy of a file whose message is not sent yet. */
    storedFile: storage.file,
    /**
     * Calls `listener` with each event after it is in the cache. Returns an unsubscribe function.
     */
    onEvent: (listener: (event: ServerEvent) => void): (() => void) => realtime.onEvent(listener),
    /**
     * Loads the newest messages of a conversation into the cache, if they are missing, and keeps
     * them complete from then on.
     * @throws ApiError if they cannot be loaded
     */
    open: async (conversationId: string): Promise<void> => {
      if (!cache.window(conversationId)) await cache.resetWindow(conversationId);
      await realtime.catchUp.conversation(conversationId);
    },
    /**
     * Resolves when the outbox has no message left to send: each is delivered, or failed for good.
     */
    settled: (): Promise<void> =>
      new Promise((resolve) => {
        const isSettled = (): boolean =>
          outbox.store.getState().items.every(({ state }) => state === 'failed');
        const unsubscribe = outbox.store.subscribe(() => finish());
        const finish = (): void => {
          if (!isSettled()) return;
          unsubscribe();
          resolve();
        };
        finish();
      }),
    /**
     * Loads the outbox, connects, and starts sending. With `connectAfter`, connects when that promise has
     * settled, so that connecting does not compete with a page's first view for network and processor.
     */
    start: ({ connectAfter }: { connectAfter?: Promise<unknown> } = {}): void => {
      expiry.start();
      void outbox.start();
      const connect = (): void => {
        if (!isStopped) realtime.start();
      };
      if (connectAfter) connectAfter.then(connect, connect);
      else connect();
    },
    /**
     * Disconnects for good. Unsent messages and changes stay persisted for the user's next client, unless
     * `isForgotten`. The bus stays open for last messages among tabs: close it afterwards.
     */
    stop: ({ isForgotten }: { isForgotten: boolean }): void => {
      isStopped = true;
      calls.stop();
      expiry.stop();
      realtime.stop();
      outbox.stop({ isForgotten });
      if (isForgotten) changes.clear();
      uploads.loaded()?.stop();
    },
  };
};
export type Client = ReturnType<typeof createClient>;
