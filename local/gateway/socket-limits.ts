import { limits } from '../../functions/contracts/limits.ts';

/** What the limits of a socket go by. Times are epoch milliseconds. */
export interface SocketUse {
  readonly connectedAt: number;
  /** Frames that it may send at once: a token bucket. */
  allowance: number;
  /**
   * When the client last sent something. What is pushed to it is no sign of life: who never pings is never
   * asked whether the session still lives.
   */
  lastFrame: number;
}

/** Frames beyond the rate are forgiven for a while, then the socket is closed. */
const { framesPerSecond, idleSeconds, maxAgeSeconds } = limits.socket;
const burst = framesPerSecond * 10;

export const newUse = (connectedAt: number, now: number): SocketUse => ({
  connectedAt,
  allowance: burst,
  lastFrame: now,
});

/** Counts a frame; false when there were too many. */
export const spend = (use: SocketUse, now: number): boolean => {
  // A clock that is set back takes nothing away.
  const earned = (Math.max(0, now - use.lastFrame) / 1_000) * framesPerSecond;
  use.allowance = Math.min(burst, use.allowance + earned) - 1;
  use.lastFrame = now;
  return use.allowance >= 0;
};

/** Idle for too long, or too old. */
export const isOver = ({ connectedAt, lastFrame }: SocketUse, now: number): boolean =>
  now - lastFrame > idleSeconds * 1_000 || now - connectedAt > maxAgeSeconds * 1_000;
