let observer: ((milliseconds: number) => void) | null = null;

/** Sets what receives the time from each commit until it is on the disk. */
export const observeCommits = (receive: (milliseconds: number) => void): void => {
  observer = receive;
};

/** `committedAt` is a time of `performance.now()`. */
export const commitEnded = (committedAt: number): void =>
  observer?.(performance.now() - committedAt);
