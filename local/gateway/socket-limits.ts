import { limits } from '#contracts/limits.ts';

/** The state of a socket's limits. Times are epoch milliseconds. */
export interface SocketUse {
  readonly connectedAt: number;
  /** Frames left in the token bucket. */
  allowance: number;
  lastFrame: number;
  /** Only pings count as activity, neither other frames nor pushes. */
  lastPing: number;
}

/** A burst above the rate is allowed; beyond it the socket is closed. */
const { framesPerSecond, idleSeconds, maxAgeSeconds } = limits.socket;
const burst = framesPerSecond * 10;

export const newUse = (connectedAt: number, now: number): SocketUse => ({
  connectedAt,
  allowance: burst,
  lastFrame: now,
  lastPing: now,
});

/** Counts a frame; false if there are too many. */
export const spend = (use: SocketUse, now: number): boolean => {
  // Ignores a clock that was set back.
  const earned = (Math.max(0, now - use.lastFrame) / 1_000) * framesPerSecond;
  use.allowance = Math.min(burst, use.allowance + earned) - 1;
  use.lastFrame = now;
  return use.allowance >= 0;
};

/** Records a sign of life of the client; its session is checked only then. */
export const notePing = (use: SocketUse, now: number): void => {
  use.lastPing = now;
};

export const isOver = ({ connectedAt, lastPing }: SocketUse, now: number): boolean =>
  now - lastPing > idleSeconds * 1_000 || now - connectedAt > maxAgeSeconds * 1_000;
