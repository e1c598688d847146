import type { Call } from '../http/call.ts';
import type { Timers } from '../platform/timers.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import type { PostForm } from './post-form.ts';
import type { Uploads } from './uploads.ts';

/** Uploads that are loaded with the first file. */
export interface UploadsLoader {
  readonly load: () => Promise<Uploads>;
  /** Null before that. */
  readonly loaded: () => Uploads | null;
}

/** What a client shares with its uploads. */
export interface UploadSurroundings {
  readonly call: Call;
  readonly bus: TabBus;
  readonly timers: Timers;
  readonly random: () => number;
  readonly locks: LeaderLocks | null;
}

/** For `Platform.openUploads`: loads the code that uploads files and cleans photos with the first file. */
export const lazyUploads =
  (post: PostForm) =>
  (surroundings: UploadSurroundings): UploadsLoader => {
    let loaded: Uploads | null = null;
    return {
      load: async () => {
        const [{ createUploads }, { prepareFile }] = await Promise.all([
          import('./uploads.ts'),
          import('../photos.ts'),
        ]);
        loaded ??= createUploads({ ...surroundings, post, prepare: prepareFile });
        return loaded;
      },
      loaded: () => loaded,
    };
  };
