import type { Session as SessionView } from '#contracts/http/sessions.ts';
import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { eventView } from '../../views/event-view.ts';
import { type PageRequest, pageView, windowOf } from '../../views/page.ts';
import { isoTime } from '../../views/time.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
}

/** The active sessions of the caller, last seen first. */
export const makeListSessions =
  ({ users, identities }: Deps) =>
  async (caller: Caller): Promise<Result<{ items: SessionView[] }, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const sessions = await identities.listSessions(caller.userId);
    const items = sessions
      .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
      .map((session) => ({
        id: session.id,
        device: session.device,
        created_at: isoTime(session.createdAt),
        last_seen_at: isoTime(session.lastSeenAt),
        address: session.address,
        current: session.id === caller.sessionId,
      }));
    return ok({ items });
  };

/** Ends one session of the caller; another user's counts as unknown. */
export const makeEndSession =
  ({ users, identities, endSessions }: Deps & { readonly endSessions: EndSessions }) =>
  async (
    caller: Caller,
    sessionId: string,
  ): Promise<Result<null, 'unauthenticated' | 'session_not_found'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const sessions = await identities.listSessions(caller.userId);
    if (!sessions.some(({ id }) => id === sessionId)) {
      return fail('session_not_found', { detail: 'There is no such session.' });
    }
    const reason = sessionId === caller.sessionId ? 'signed_out' : 'signed_out_elsewhere';
    await endSessions(caller.userId, [sessionId], reason);
    return ok(null);
  };

/** The caller's account events, newest first. */
export const makeListEvents =
  ({ users, audit }: { readonly users: UserStore; readonly audit: AuditLog }) =>
  async (caller: Caller, request: PageRequest) => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const events = await audit.list(caller.userId);
    const { offset, limit } = windowOf(request);
    const items = events.slice(offset, offset + limit);
    return ok(pageView({ items, total: events.length }, request, eventView));
  };
