import type { SessionEnd } from '#contracts/session-end.ts';
import { sessionEnded } from '../domain/audit.ts';
import { validAfterRevocation } from '../domain/revocation.ts';
import type { Session, SessionClient } from '../domain/session.ts';
import type { AuditLog } from '../ports/audit.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { EndedSubscriptions } from '../ports/web-push.ts';
import { closeSockets } from '../sockets.ts';

/** Which sessions of a user end: named ones, all, or all but one. */
export type WhichSessions = readonly string[] | 'all' | { readonly allBut: string };

export interface EndSessionsDeps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
  readonly audit: AuditLog;
  readonly subscriptions: EndedSubscriptions;
  readonly clock: Clock;
  readonly emitPresence: (userId: string, isOnline: boolean) => Promise<void>;
}

/** The detail of the `error` event sent before a socket is closed. */
const details: Record<SessionEnd, string> = {
  signed_out: 'Signed out.',
  signed_out_elsewhere: 'Signed out from another device.',
  signed_out_everywhere: 'Signed out everywhere.',
  password_changed: 'The password has been changed.',
  password_reset: 'The password has been reset.',
  ended_by_operator: 'An operator has ended this session.',
  account_deactivated: 'This account has been deactivated.',
  token_reused: 'A refresh token of this session was used by two parties.',
  too_many_sessions: 'Signed in on too many other devices.',
  keys_rotated: 'The keys of this server have changed.',
  expired: 'The session has expired.',
};

const nowhere: SessionClient = { device: '', address: '' };

const idsOf = (
  which: Exclude<WhichSessions, 'all'>,
  lasting: readonly Session[],
): readonly string[] =>
  'allBut' in which ? lasting.map(({ id }) => id).filter((id) => id !== which.allBut) : which;

const logEnd = async (
  { audit, clock }: EndSessionsDeps,
  userId: string,
  ended: readonly Session[] | 'all',
  { reason, from }: { reason: SessionEnd; from: SessionClient },
): Promise<void> => {
  const at = clock.now();
  // A new password is logged as a separate event.
  if (reason === 'password_changed') return;
  if (ended === 'all') {
    const what = `all#${validAfterRevocation(at)}`;
    await audit.add(userId, sessionEnded(what, at, reason, from));
    return;
  }
  await Promise.all(
    ended.map(({ id, device, address }) =>
      audit.add(userId, sessionEnded(id, at, reason, { device, address })),
    ),
  );
};

/**
 * Ends sessions of a user: rejects their access and refresh tokens, closes their sockets, and emits
 * presence if the user is now offline. Idempotent. `from`: device and address to log when all sessions end;
 * a single session is logged with its own.
 */
export const makeEndSessions =
  (deps: EndSessionsDeps) =>
  async (
    userId: string,
    which: WhichSessions,
    reason: SessionEnd,
    from: SessionClient = nowhere,
  ): Promise<void> => {
    const { users, identities, clock } = deps;
    const lasting = which === 'all' ? [] : await identities.listSessions(userId);
    const ids = which === 'all' ? 'all' : idsOf(which, lasting);
    if (ids === 'all') {
      // Order matters: a concurrent refresh must not issue an access token after the revocation.
      await identities.endSessions(userId, ids, reason);
      await users.revokeTokens(userId, validAfterRevocation(clock.now()));
    } else {
      if (ids.length === 0) return;
      // Order matters: if the second call fails, the session is still listed and can be ended again.
      await users.rejectSessions(userId, ids, clock.now());
      await identities.endSessions(userId, ids, reason);
    }
    await deps.subscriptions.removeSessions(userId, ids);
    // Excludes sessions that had ended before: repeated sign-outs must not fill the log.
    const ended = ids === 'all' ? ids : lasting.filter(({ id }) => ids.includes(id));
    await logEnd(deps, userId, ended, { reason, from });
    const isOffline = await closeSockets(
      deps,
      userId,
      details[reason],
      ({ sessionId }) => ids === 'all' || (sessionId !== null && ids.includes(sessionId)),
    );
    if (isOffline) await deps.emitPresence(userId, false);
  };

export type EndSessions = ReturnType<typeof makeEndSessions>;
