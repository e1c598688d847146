import type { AdminPerson, AdminPersonDetail } from '#contracts/http/admin/shapes.ts';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { AttachmentStore } from '../ports/attachments.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import { isoTime } from './time.ts';
import { faceView } from './user-view.ts';

interface Deps {
  readonly identities: IdentityProvider;
  readonly attachments: AttachmentStore;
}

/** Presence is private: operators see the day. */
const dayOf = (milliseconds: number): string => isoTime(milliseconds).slice(0, 10);

const viewOf = (user: User, storageBytes: number, sessions: readonly Session[]): AdminPerson => ({
  ...faceView(user),
  is_active: user.isActive,
  operator: user.isOperator,
  created_at: isoTime(user.createdAt),
  last_active_on: user.lastSeen === null ? null : dayOf(user.lastSeen),
  storage_bytes: storageBytes,
  session_count: sessions.length,
});

const facts = ({ identities, attachments }: Deps, { id }: User) =>
  Promise.all([attachments.usedBytes(id), identities.listSessions(id)]);

/** A person as operators see them. */
export const personView = async (deps: Deps, user: User): Promise<AdminPerson> => {
  const [storageBytes, sessions] = await facts(deps, user);
  return viewOf(user, storageBytes, sessions);
};

/** With the sessions, last used first, and without their networks. */
export const personDetail = async (deps: Deps, user: User): Promise<AdminPersonDetail> => {
  const [storageBytes, sessions] = await facts(deps, user);
  return {
    ...viewOf(user, storageBytes, sessions),
    sessions: sessions
      .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
      .map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        created_on: dayOf(createdAt),
        last_used_on: dayOf(lastSeenAt),
      })),
  };
};
