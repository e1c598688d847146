import type { QueryClient } from '@tanstack/react-query';
import type { Call, Session } from '#client';
import {
  browserPlatform,
  createClient,
  followBrowser,
  openOutboxStorage,
  shareSession,
} from '#client';
import { useChanges } from '../features/messages/model/message-change.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { keepDrafts, openDraftStorage } from '../sync/drafts-storage.ts';
import { createQueryCache } from '../sync/query-cache.ts';
import { useStoredFiles } from '../sync/stored-files.ts';
import { startBackground } from './background/start.ts';
import { wakefulness } from './background/wakefulness.ts';
import { createFilesLoader } from './files-loader.ts';
import { shareDrafts } from './share-drafts.ts';

interface SignedInDeps {
  readonly client: QueryClient;
  readonly session: Session;
  readonly call: Call;
  /** Settles when the requested page has its data, or has waited long enough for it. */
  readonly shown: Promise<unknown>;
}

/** Creates the services that live as long as a user is signed in. */
export const createSignedInServices = (
  { client, session, call, shown }: SignedInDeps,
  userId: string,
) => {
  const { draftFiles, ...storage } = openOutboxStorage(userId, (areStored) =>
    useStoredFiles.setState({ areStored }),
  );
  const platform = { ...browserPlatform(), openStorage: () => storage };
  const parley = createClient(platform, {
    userId,
    call,
    cache: createQueryCache(client),
    uploads: {
      load: async () => (await files.load()).uploads,
      loaded: () => files.store.getState().parts?.uploads ?? null,
    },
  });
  const { bus, outbox, realtime } = parley;
  const files = createFilesLoader({
    ...platform,
    locks: platform.leaderLocks,
    bus,
    call,
    draftFiles,
  });

  const stopSharing = shareSession({ session, bus, now: Date.now });
  const stopFollowing = followBrowser(realtime, wakefulness);
  // Until the page is rendered, nothing else takes network and processor from it.
  const idle = shown.then(() => new Promise<void>((resolve) => whenIdle(resolve)));
  const tasks = { client, call, userId, realtime, outbox, bus };
  const stopBackgroundTasks = startBackground(tasks, idle);
  parley.start({ connectAfter: idle });
  const stopSharingDrafts = shareDrafts(bus);
  const drafts = keepDrafts(openDraftStorage(userId));

  return {
    userId,
    outbox,
    realtime,
    files,
    /** The local copy of a file whose message is not sent yet. */
    storedFile: parley.storedFile,
    /**
     * After a sign-out nothing stays in this browser; after an expired session the data waits for
     * the user.
     */
    stop: (): void => {
      const isExpired = session.hasExpired();
      stopSharing();
      stopSharingDrafts();
      stopFollowing();
      stopBackgroundTasks();
      files.stop();
      parley.stop({ isForgotten: !isExpired });
      bus.close();
      drafts.stop({ isForgotten: !isExpired });
      useChanges.getState().clear();
    },
  };
};
export type SignedInServices = ReturnType<typeof createSignedInServices>;
