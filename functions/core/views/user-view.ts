import type { Me } from '#contracts/http/me.ts';
import type { FoundUser, Peer } from '#contracts/http/people.ts';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import type { User, UserSummary } from '../domain/user.ts';
import { isOnline } from '../domain/user.ts';
import { isoTime, isoTimeOrNull } from './time.ts';

/** What others see of a user wherever the user is shown. */
export const faceView = ({
  id,
  username,
  displayName,
  photo,
}: Pick<User, 'id' | 'username' | 'displayName' | 'photo'>) => ({
  id,
  username,
  display_name: displayName,
  photo: photo === null ? null : photoPathOf(id, photo),
});

export const foundUserView = (user: UserSummary): FoundUser => ({
  ...faceView(user),
  is_active: user.isActive,
  created_at: isoTime(user.createdAt),
  updated_at: isoTime(user.updatedAt),
});

/** The user's own profile, with the e-mail address. */
export const meView = (user: User): Me => ({
  ...foundUserView(user),
  about: user.about,
  ...(user.email === null ? {} : { email: user.email }),
  ...(user.isOperator && { operator: true as const }),
  privacy: {
    presence: user.privacy.presence,
    read_receipts: user.privacy.readReceipts,
  },
});

/** Hidden presence looks as if the user was never online. */
export const peerView = (user: User, now: number, showsPresence: boolean): Peer => ({
  ...faceView(user),
  is_active: user.isActive,
  online: showsPresence && isOnline(user, now),
  last_seen: showsPresence ? isoTimeOrNull(user.lastSeen) : null,
});
