/** The part of `navigator.locks` that is used. */
export interface LeaderLocks {
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<void>,
  ): Promise<void>;
}

/** True if another tab took the lock: then this one waits for it again. */
const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

interface LeaderDeps {
  /** Null without Web Locks (plain HTTP on a LAN): then every tab is a leader. */
  readonly locks: LeaderLocks | null;
  readonly name: string;
  readonly onLead: () => void;
  readonly onFollow: () => void;
}

/**
 * Leader election among the tabs of a browser. The leader holds a lock until it ends, or until
 * another tab steals the lock because the leader does not answer. All others wait for it.
 */
export const createLeader = ({ locks, name, onLead, onFollow }: LeaderDeps) => {
  let isLeading = false;
  /** Releases the lock or leaves the queue for it. */
  let leave: () => void = () => undefined;
  let isStopped = true;

  const lead = (): void => {
    if (isLeading) return;
    isLeading = true;
    onLead();
  };

  const follow = (): void => {
    if (!isLeading) return;
    isLeading = false;
    onFollow();
  };

  const enter = (steal: boolean): void => {
    if (!locks) {
      lead();
      return;
    }
    leave();
    const waiting = new AbortController();
    let release: () => void = () => undefined;
    let hasLeft = false;
    leave = () => {
      hasLeft = true;
      waiting.abort();
      release();
    };
    const hold = (): Promise<void> => {
      if (hasLeft) return Promise.resolve();
      lead();
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    const options = steal ? { steal } : { signal: waiting.signal };
    locks.request(name, options, hold).catch((error: unknown) => {
      if (hasLeft || isStopped) return;
      // The browser blocks locks together with site data: as without Web Locks.
      if (!isTaken(error)) return lead();
      follow();
      enter(false);
    });
  };

  return {
    isLeading: (): boolean => isLeading,
    start: (): void => {
      isStopped = false;
      enter(false);
    },
    /** Takes the lead from a tab that does not answer. */
    steal: (): void => {
      if (!isLeading && !isStopped) enter(true);
    },
    stop: (): void => {
      isStopped = true;
      leave();
      leave = () => undefined;
      isLeading = false;
    },
  };
};
