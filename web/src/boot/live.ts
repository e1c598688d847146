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
import { preferences } from '../lib/use-preferences.ts';
import { keepDrafts, openDraftStorage } from '../sync/drafts-storage.ts';
import { useKeptFiles } from '../sync/kept-files.ts';
import { createQueryCache } from '../sync/query-cache.ts';
import { createFilesLoader } from './files-loader.ts';
import { loadCompanions } from './load-companions.ts';
import { shareDrafts } from './share-drafts.ts';

interface LiveDeps {
  readonly client: QueryClient;
  readonly session: Session;
  readonly call: Call;
  /** Settles once what one came for is there. */
  readonly shown: Promise<unknown>;
}

/** Who wants to be notified is connected in the background, too. */
const wakefulness = {
  isWanted: (): boolean => {
    const { notifies, sounds } = preferences.getState();
    return notifies || sounds;
  },
  subscribe: preferences.subscribe,
};

/** Everything that lives as long as a user is signed in, put together once for each. */
export const createLive = ({ client, session, call, shown }: LiveDeps, userId: string) => {
  const { tray, ...storage } = openOutboxStorage(userId, (areKept) =>
    useKeptFiles.setState({ areKept }),
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
    tray,
  });

  const stopSharing = shareSession({ session, bus, now: Date.now });
  const stopFollowing = followBrowser(realtime, wakefulness);
  const stopCompanions = loadCompanions({ client, call, userId, realtime, bus }, shown);
  parley.start();
  const stopSharingDrafts = shareDrafts(bus);
  const drafts = keepDrafts(openDraftStorage(userId));

  return {
    userId,
    outbox,
    realtime,
    files,
    /** What is kept of a file of a message that is not sent yet. */
    keptFile: parley.keptFile,
    /** Who signs out leaves nothing in this browser; what a session that expired left waits for the next. */
    stop: (): void => {
      const isExpired = session.hasExpired();
      stopSharing();
      stopSharingDrafts();
      stopFollowing();
      stopCompanions();
      files.stop();
      parley.stop({ isForgotten: !isExpired });
      bus.close();
      drafts.stop({ isForgotten: !isExpired });
      useChanges.getState().clear();
    },
  };
};
export type Live = ReturnType<typeof createLive>;
