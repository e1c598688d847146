import type { AdminPerson, AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import { isSet } from '../domain/factor/factor.ts';
import type { User } from '../domain/user.ts';
import type { AttachmentStore } from '../ports/attachments.ts';
import type { FactorStore } from '../ports/factors.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { PasskeyStore } from '../ports/passkeys.ts';
import { isoTime } from './time.ts';
import { faceView } from './user-view.ts';

/** What a view of a person is made from. */
export interface PersonDeps {
  readonly identities: IdentityProvider;
  readonly attachments: AttachmentStore;
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
}

/** Presence is private: operators see the day. */
const dayOf = (milliseconds: number): string => isoTime(milliseconds).slice(0, 10);

/** The latest time; null without any. */
const latest = (times: readonly (number | null)[]): number | null =>
  times.reduce(
    (one, other) => (other === null || (one !== null && one > other) ? one : other),
    null,
  );

const factsOf = async ({ identities, attachments, factors, passkeys }: PersonDeps, id: string) => {
  const [storageBytes, sessions, factor, keys] = await Promise.all([
    attachments.usedBytes(id),
    identities.listSessions(id),
    factors.get(id),
    passkeys.list(id),
  ]);
  return { storageBytes, sessions, hasFactor: isSet(factor), passkeyCount: keys.length };
};
type Facts = Awaited<ReturnType<typeof factsOf>>;

const viewOf = (user: User, { storageBytes, sessions, hasFactor, passkeyCount }: Facts) => {
  // `lastSeen` is set when the person goes offline.
  const lastActive = latest([user.lastSeen, ...sessions.map(({ lastSeenAt }) => lastSeenAt)]);
  return {
    ...faceView(user),
    is_active: user.isActive,
    operator: user.isOperator,
    created_at: isoTime(user.createdAt),
    last_active_on: lastActive === null ? null : dayOf(lastActive),
    storage_bytes: storageBytes,
    session_count: sessions.length,
    has_factor: hasFactor,
    passkey_count: passkeyCount,
  };
};

/** A person as operators see them. */
export const personView = async (deps: PersonDeps, user: User): Promise<AdminPerson> =>
  viewOf(user, await factsOf(deps, user.id));

/** With the sessions, last used first, and without their networks. */
export const personDetail = async (deps: PersonDeps, user: User): Promise<AdminPersonDetail> => {
  const facts = await factsOf(deps, user.id);
  return {
    ...viewOf(user, facts),
    sessions: [...facts.sessions]
      .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
      .map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        created_on: dayOf(createdAt),
        last_used_on: dayOf(lastSeenAt),
      })),
  };
};
