import { limits } from '#contracts/limits.ts';
import { shortAddress } from './address.ts';
import { deviceOf } from './device.ts';

/** The device and network of a request. */
export interface SessionClient {
  /** Browser and system, or the name of an API client. */
  readonly device: string;
  /** Shortened to the network. */
  readonly address: string;
}

/** One sign-in on one device: a family of refresh tokens. Times are epoch milliseconds. */
export interface Session extends SessionClient {
  readonly id: string;
  readonly createdAt: number;
  /** At sign-in, refresh and connect. */
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

/** An ended session whose access tokens may not have expired yet. */
export interface EndedSession {
  readonly id: string;
  readonly at: number;
}

export const sessionClient = (request: {
  readonly userAgent: string | undefined;
  readonly address: string;
}): SessionClient => ({
  device: deviceOf(request.userAgent),
  address: shortAddress(request.address),
});

/**
 * When a session expires. Without a refresh token it ends with its access token and with sockets opened by
 * that token.
 */
export const sessionEnd = (
  now: number,
  { isRenewable, accessSeconds }: { isRenewable: boolean; accessSeconds: number },
): number =>
  now +
  1_000 * (isRenewable ? limits.refreshTokenSeconds : accessSeconds + limits.socket.maxAgeSeconds);

/** Drops sessions whose access tokens have expired. */
const stillNeeded = (ended: readonly EndedSession[], now: number): EndedSession[] =>
  ended.filter(({ at }) => now - at < limits.session.endedSeconds * 1_000);

/**
 * Adds sessions that end now. Null if there are too many: then all access tokens of the user must be
 * revoked by time.
 */
export const withEnded = (
  ended: readonly EndedSession[],
  ids: readonly string[],
  now: number,
): EndedSession[] | null => {
  const known = stillNeeded(ended, now);
  const added = ids.filter((id) => !known.some((one) => one.id === id));
  const all = [...known, ...added.map((id) => ({ id, at: now }))];
  return all.length > limits.session.maxEnded ? null : all;
};

/** The least recently seen sessions beyond the limit, never `current`. */
export const surplusSessions = (sessions: readonly Session[], current: string): Session[] =>
  sessions
    .filter(({ id }) => id !== current)
    .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
    .slice(limits.session.perUser - 1);

/** When a registration expires unless another ping renews it. */
export const registeredUntil = (now: number): number =>
  now + limits.socket.registrationSeconds * 1_000;
