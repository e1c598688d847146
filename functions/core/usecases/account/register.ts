import type { RegistrationMode } from '#contracts/closed-lists.ts';
import type { Me } from '#contracts/http/me.ts';
import { networkOf } from '../../domain/address.ts';
import { signedIn } from '../../domain/audit.ts';
import { openPrivacy } from '../../domain/privacy.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { User } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type {
  IdentityProvider,
  IssuedTokens,
  KnownSourceStore,
  PasswordQueue,
} from '../../ports/identity.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countDaily, countRegistration } from '../../shared/attempts.ts';
import { checkName } from '../../shared/check-name.ts';
import type { FoundInvitation } from '../../shared/find-invitation.ts';
import { type RequestSource, rememberSources } from '../../shared/known-sources.ts';
import { invalidInvite, usernameTaken, weakPassword } from '../../shared/refusals.ts';
import { meView } from '../../views/user-view.ts';
import type { Invited } from '../invitations/invited.ts';

export interface Registration extends RequestSource {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
  readonly invite?: string | undefined;
  readonly client: SessionClient;
  /** Whether the client gets a refresh token. */
  readonly isRenewable?: boolean;
}

type Refusal =
  | 'username_taken'
  | 'registration_closed'
  | 'invalid_invite'
  | 'too_many_attempts'
  | 'validation_failed';

interface SignedUp {
  readonly user: Me;
  readonly tokens: IssuedTokens;
  /** See `makeSignIn`. */
  readonly device: string | null;
  /** The conversation with the inviter, if there is one. */
  readonly conversationId: string | null;
}

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly counters: CounterStore;
  readonly sources: KnownSourceStore;
  readonly queue: PasswordQueue;
  readonly audit: AuditLog;
  readonly mode: RegistrationMode;
  readonly invited: Invited;
  readonly clock: Clock;
  readonly ids: Ids;
}

const closed = fail('registration_closed', { detail: 'Registration is closed.' });

/** Never fails: the account exists, and accepting the invitation again opens the conversation. */
const openWithInviter = async (
  deps: Deps,
  user: User,
  inviter: User | null | undefined,
): Promise<string | null> => {
  if (!inviter) return null;
  try {
    return await deps.invited.open(user, inviter);
  } catch {
    return null;
  }
};

/**
 * Claims name and invitation, creates the identity, finishes the registration, signs in. A failure rolls back
 * earlier steps. If the rollback fails, name and invitation become free after `unfinishedClaimSeconds`.
 */
const enrol = async (
  deps: Deps,
  registration: Registration,
  found: FoundInvitation | null,
): Promise<Result<SignedUp, 'username_taken' | 'invalid_invite'>> => {
  const now = deps.clock.now();
  const user: User = {
    id: deps.ids.uuid(),
    username: registration.username,
    displayName: null,
    about: null,
    photo: null,
    email: registration.email ?? null,
    isActive: true,
    isFinished: false,
    isOperator: false,
    validAfter: 0,
    endedSessions: [],
    onlineUntil: 0,
    lastSeen: null,
    privacy: openPrivacy,
    createdAt: now,
    updatedAt: now,
  };
  const invite = found ? registration.invite : undefined;
  const claimed = await deps.users.claim(user, invite);
  if (claimed === 'username_taken') return usernameTaken;
  if (claimed === 'invalid_invite') {
    return deps.mode === 'open' ? enrol(deps, registration, null) : invalidInvite;
  }
  try {
    await deps.identities.create(user.id, registration.password);
    await deps.users.finish(user.id);
  } catch (error) {
    await Promise.allSettled([
      deps.identities.remove(user.id),
      deps.users.release(user.id, invite),
    ]);
    throw error;
  }
  const { password, client, isRenewable } = registration;
  const tokens = await deps.identities.signIn(user.id, password, client, isRenewable);
  if (typeof tokens === 'string') throw new Error(`sign-in after registration: ${tokens}`);
  const [device, conversationId] = await Promise.all([
    rememberSources(deps, user.id, registration),
    openWithInviter(deps, { ...user, isFinished: true }, found?.inviter),
    deps.audit.add(user.id, signedIn(tokens.sessionId, now, registration.client)),
  ]);
  return ok({ user: meView(user), tokens, device, conversationId });
};

/** Registers a user if the registration mode allows it. */
export const makeRegister =
  (deps: Deps) =>
  async (registration: Registration): Promise<Result<SignedUp, Refusal>> => {
    if (deps.mode === 'closed') return closed;
    const { username, password, address, invite } = registration;
    const broken = checkName(username) ?? weakPassword('password', password, username);
    if (broken) return broken;
    const refused = await countRegistration(deps.counters, address, deps.clock.now());
    if (refused) return refused;
    const found = invite ? await deps.invited.find(invite) : null;
    if (deps.mode === 'invite' && !found) return invalidInvite;
    const turn = { network: networkOf(address), key: `register#${deps.ids.uuid()}` };
    const enrolInTurn = () => deps.queue.run(turn, () => enrol(deps, registration, found));
    return deps.mode === 'open' ? countDaily(deps, enrolInTurn) : enrolInTurn();
  };
