import type { ChannelLike, TabBus } from '#client/tabs/bus.ts';
import { createTabBus } from '#client/tabs/bus.ts';
import type { LeaderLocks } from '#client/tabs/leader.ts';

/** Delivers a message between pages, by default at once. */
type Deliver = (hand: () => void) => void;

/**
 * The channel of one browser's pages. Messages are copied, as browsers do; `copy`: for values that
 * this runtime cannot copy, such as a Blob of happy-dom.
 */
export const createFakeChannels = (
  deliver: Deliver = (hand) => hand(),
  copy: (message: unknown) => unknown = structuredClone,
) => {
  const open = new Set<ChannelLike>();
  const openChannel = (): ChannelLike => {
    const channel: ChannelLike = {
      onmessage: null,
      postMessage: (message) => {
        const data = copy(message);
        for (const other of open) {
          if (other === channel) continue;
          deliver(() => {
            if (open.has(other)) other.onmessage?.({ data });
          });
        }
      },
      close: () => void open.delete(channel),
    };
    open.add(channel);
    return channel;
  };
  return { openBus: (): TabBus => createTabBus(openChannel()) };
};

interface Claim {
  readonly run: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly page: number;
}

/** A lock: granted in order, stolen at once. */
const createLock = () => {
  const queue: Claim[] = [];
  let holder: Claim | null = null;

  const hold = (claim: Claim): void => {
    holder = claim;
    const free = (): void => {
      if (holder !== claim) return;
      holder = null;
      grant();
    };
    claim.run().then(
      () => {
        claim.resolve();
        free();
      },
      (error: Error) => {
        claim.reject(error);
        free();
      },
    );
  };
  const grant = (): void => {
    const next = queue.shift();
    if (next) hold(next);
  };
  const drop = (claim: Claim): void => {
    const place = queue.indexOf(claim);
    if (place >= 0) queue.splice(place, 1);
  };
  return {
    enter: (claim: Claim): void => {
      queue.push(claim);
      queueMicrotask(() => {
        if (!holder) grant();
      });
    },
    steal: (claim: Claim): void => {
      const robbed = holder;
      hold(claim);
      robbed?.reject(new DOMException('stolen', 'AbortError'));
    },
    drop,
    /** The page is closed. */
    leave: (page: number): void => {
      for (const claim of queue.filter((other) => other.page === page)) drop(claim);
      if (holder?.page !== page) return;
      holder = null;
      grant();
    },
  };
};

/** The Web Locks of one browser. */
export const createFakeLocks = () => {
  const byName = new Map<string, ReturnType<typeof createLock>>();
  const lockOf = (name: string) => {
    const lock = byName.get(name) ?? createLock();
    byName.set(name, lock);
    return lock;
  };
  let pages = 0;

  /** The locks of one page. */
  const forPage = () => {
    const page = ++pages;
    let isClosed = false;
    const locks: LeaderLocks = {
      request: (name, { signal, steal }, run) =>
        new Promise((resolve, reject) => {
          const lock = lockOf(name);
          const claim = { run, resolve, reject, page };
          if (isClosed) return;
          if (steal) return lock.steal(claim);
          signal?.addEventListener('abort', () => {
            lock.drop(claim);
            reject(new DOMException('aborted', 'AbortError'));
          });
          lock.enter(claim);
        }),
    };
    return {
      locks,
      /** Closes the page: its locks are released, its requests are dropped. */
      close: (): void => {
        isClosed = true;
        for (const lock of byName.values()) lock.leave(page);
      },
    };
  };
  return { forPage };
};
