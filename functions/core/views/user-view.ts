import type { FoundUser, Me, Peer } from '#contracts/http/user-shapes.ts';
import type { User, UserSummary } from '../domain/user.ts';
import { isOnline } from '../domain/user.ts';
import { isoTime, isoTimeOrNull } from './time.ts';

export const foundUserView = (user: UserSummary): FoundUser => ({
  id: user.id,
  username: user.username,
  is_active: user.isActive,
  created_at: isoTime(user.createdAt),
  updated_at: isoTime(user.updatedAt),
});

/** The user's own profile, with the e-mail address. */
export const meView = (user: User): Me => ({
  ...foundUserView(user),
  ...(user.email === null ? {} : { email: user.email }),
  privacy: {
    presence: user.privacy.presence,
    read_receipts: user.privacy.readReceipts,
  },
});

/** Hidden presence looks as if the user was never online. */
export const peerView = (user: User, now: number, showsPresence: boolean): Peer => ({
  id: user.id,
  username: user.username,
  is_active: user.isActive,
  online: showsPresence && isOnline(user, now),
  last_seen: showsPresence ? isoTimeOrNull(user.lastSeen) : null,
});
