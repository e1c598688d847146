/** As much of `navigator.locks` as is used. */
export interface LeaderLocks {
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<void>,
  ): Promise<void>;
}

/** Whether another page took the lock: then back in line. */
const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

interface LeaderDeps {
  /** Null without Web Locks (plain HTTP on a LAN): every page leads itself. */
  readonly locks: LeaderLocks | null;
  readonly name: string;
  readonly onLead: () => void;
  readonly onFollow: () => void;
}

/**
 * One page of a browser leads: it holds the lock until it ends, or until another page takes it because
 * this one does not answer any more. Whoever does not lead waits in line.
 */
export const createLeader = ({ locks, name, onLead, onFollow }: LeaderDeps) => {
  let isLeading = false;
  /** Ends this page's part in the lock: its place in line, or its hold. */
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
      // Denied where site data is: as without Web Locks.
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
    /** Takes the lead from a page that does not answer. */
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
