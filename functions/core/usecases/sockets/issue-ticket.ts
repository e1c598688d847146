import { limits } from '#contracts/limits.ts';
import type { Caller } from '../../domain/user.ts';
import type { TicketStore } from '../../ports/sockets.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';

/** Issues a single-use ticket, so that no token is in a WebSocket URL. */
export const makeIssueTicket =
  (deps: { users: UserStore; tickets: TicketStore; clock: Clock; ids: Ids }) =>
  async (caller: Caller) => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const secret = deps.ids.secret();
    const expiresAt = deps.clock.now() + limits.ticketSeconds * 1_000;
    await deps.tickets.put({ secret, caller, expiresAt });
    return ok({ ticket: secret, expires_in: limits.ticketSeconds });
  };
