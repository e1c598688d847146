import type { Me } from '#contracts/http/me.ts';
import { signedIn } from '../domain/audit.ts';
import { type SessionClient, surplusSessions } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { AuditLog } from '../ports/audit.ts';
import type { IdentityProvider, IssuedTokens, KnownSourceStore } from '../ports/identity.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import { meView } from '../views/user-view.ts';
import type { EndSessions } from './end-sessions.ts';
import { type RequestSource, rememberSources } from './known-sources.ts';

export interface StartDeps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly sources: KnownSourceStore;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly endSessions: EndSessions;
  readonly audit: AuditLog;
}

export interface SignedIn {
  readonly user: Me;
  readonly tokens: IssuedTokens;
  /** The new device cookie; null for a client without cookies. */
  readonly device: string | null;
}

/** Token times are whole seconds: waits until new tokens count as issued after a revocation. */
export const waitUntil = async (
  { clock }: Pick<StartDeps, 'clock'>,
  validAfter: number,
): Promise<void> => {
  const wait = validAfter - clock.now();
  if (wait > 0) await clock.sleep(wait);
};

/**
 * Ends the oldest sessions beyond the limit, e.g. of a client that signs in for every call. If more have
 * ended than a profile lists, all access tokens including the new one are revoked: issues another.
 */
const endSurplus = async (
  deps: StartDeps,
  tokens: IssuedTokens,
  { client, since }: { client: SessionClient; since: number },
): Promise<IssuedTokens> => {
  const { userId, sessionId } = tokens;
  const surplus = surplusSessions(await deps.identities.listSessions(userId), sessionId);
  const ids = surplus.map(({ id }) => id);
  if (ids.length === 0) return tokens;
  await deps.endSessions(userId, ids, 'too_many_sessions');
  const { validAfter = 0 } = (await deps.users.get(userId)) ?? {};
  if (validAfter <= since) return tokens;
  await waitUntil(deps, validAfter);
  const renewed = await deps.identities.refresh(tokens.refreshToken, client);
  return 'refused' in renewed ? tokens : renewed;
};

/**
 * Starts a session once everything was given that the account asks for. Null if the password has changed since it was
 * checked. `since`: when that was.
 */
export const startSession = async (
  deps: StartDeps,
  user: User,
  checked: string,
  request: RequestSource & {
    readonly client: SessionClient;
    readonly isRenewable?: boolean | undefined;
    readonly since: number;
  },
): Promise<SignedIn | null> => {
  const { client, isRenewable } = request;
  const issued = await deps.identities.startSession(user.id, checked, client, isRenewable);
  if (issued === 'invalid_credentials') return null;
  const [tokens, device] = await Promise.all([
    endSurplus(deps, issued, request),
    rememberSources(deps, user.id, request),
    deps.audit.add(user.id, signedIn(issued.sessionId, deps.clock.now(), client)),
  ]);
  return { user: meView(user), tokens, device };
};
