import { limits } from '../../functions/contracts/limits.ts';

/** What the limits of a socket go by. Times are epoch milliseconds. */
export interface SocketUse {
  readonly connectedAt: number;
  /** Frames that it may send at once: a token bucket. */
  allowance: number;
  lastFrame: number;
  /** Only a ping keeps a socket from being idle, neither other frames nor what is pushed to it. */
  lastPing: number;
}

/** Frames beyond the rate are forgiven for a while, then the socket is closed. */
const { framesPerSecond, idleSeconds, maxAgeSeconds } = limits.socket;
const burst = framesPerSecond * 10;

export const newUse = (connectedAt: number, now: number): SocketUse => ({
  connectedAt,
  allowance: burst,
  lastFrame: now,
  lastPing: now,
});

/** Counts a frame; false when there were too many. */
export const spend = (use: SocketUse, now: number): boolean => {
  // A clock that is set back takes nothing away.
  const earned = (Math.max(0, now - use.lastFrame) / 1_000) * framesPerSecond;
  use.allowance = Math.min(burst, use.allowance + earned) - 1;
  use.lastFrame = now;
  return use.allowance >= 0;
};

/** The client is there: only then is its session asked for. */
export const notePing = (use: SocketUse, now: number): void => {
  use.lastPing = now;
};

/** Idle for too long, or too old. */
export const isOver = ({ connectedAt, lastPing }: SocketUse, now: number): boolean =>
  now - lastPing > idleSeconds * 1_000 || now - connectedAt > maxAgeSeconds * 1_000;
