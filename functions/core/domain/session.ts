import { limits } from '../../contracts/limits.ts';
import { shortAddress } from './address.ts';
import { deviceOf } from './device.ts';

/** What a request shows of the device that sent it. */
export interface SessionClient {
  /** Browser and system, or the name of an API client. */
  readonly device: string;
  /** Shortened: the network, not the host. */
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

/** A session that ended while access tokens of it may still be unexpired. */
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
 * When a session expires by itself. Of a client without a refresh token that is when its access token, and
 * a socket that was opened with it, have ended: nobody can use it any more.
 */
export const sessionEnd = (
  now: number,
  { isRenewable, accessSeconds }: { isRenewable: boolean; accessSeconds: number },
): number =>
  now +
  1_000 * (isRenewable ? limits.refreshTokenSeconds : accessSeconds + limits.socket.maxAgeSeconds);

/** Those whose access tokens have expired are left out. */
const stillNeeded = (ended: readonly EndedSession[], now: number): EndedSession[] =>
  ended.filter(({ at }) => now - at < limits.session.endedSeconds * 1_000);

/**
 * Adds sessions that end now. Null when there are too many to name: then all access tokens of the user
 * must be rejected by their time.
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

/** Beyond the cap: the least recently seen ones, never `current`. */
export const surplusSessions = (sessions: readonly Session[], current: string): Session[] =>
  sessions
    .filter(({ id }) => id !== current)
    .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
    .slice(limits.session.perUser - 1);

/** Until when a socket is pushed to without another ping. */
export const registeredUntil = (now: number): number =>
  now + limits.socket.registrationSeconds * 1_000;
