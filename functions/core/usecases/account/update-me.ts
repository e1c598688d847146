import { createHash } from 'node:crypto';
import type { Me } from '#contracts/http/me.ts';
import { limits } from '#contracts/limits.ts';
import { checkPhoto } from '#contracts/media/photo.ts';
import { peerOf } from '../../domain/conversation.ts';
import type { ProfileChange } from '../../domain/profile-change.ts';
import type { Caller, Photo, User } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import { toAll } from '../../push.ts';
import type { Failure, Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { brokenRule, checkName } from '../../shared/check-name.ts';
import { presenceOfBoth } from '../../shared/deliveries.ts';
import { presencePeers } from '../../shared/presence-peers.ts';
import { unauthenticated, usernameTaken } from '../../shared/refusals.ts';
import { faceView, meView } from '../../views/user-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly clock: Clock;
  readonly push: Push;
}

/** `photo`: its bytes. */
type Wanted = Omit<ProfileChange, 'photo'> & { readonly photo?: Uint8Array | null | undefined };

/** 132 bits in base64url, which no one can guess. */
const hashLength = 22;

const photoOf = (bytes: Uint8Array): Photo | Failure<'validation_failed'> => {
  const checked = checkPhoto(bytes);
  if ('broken' in checked) return brokenRule('body.photo', checked.broken);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, hashLength);
  return { hash, mime: checked.mime, bytes };
};

/** What the store changes, or the rule that a value breaks. */
const changeOf = (
  { photo, ...change }: Wanted,
  user: User,
): ProfileChange | Failure<'validation_failed'> => {
  const { username, displayName } = change;
  const badName =
    (username === undefined ? null : checkName(username, user.username)) ??
    (displayName ? checkName(displayName, user.displayName, 'body.display_name') : null);
  if (badName) return badName;
  if (!photo) return { ...change, photo };
  const checked = photoOf(photo);
  return 'ok' in checked ? checked : { ...change, photo: checked };
};

const hasNewFace = (before: User, after: User): boolean =>
  before.username !== after.username ||
  before.displayName !== after.displayName ||
  before.photo !== after.photo;

/**
 * Changes names, photo, e-mail address or privacy. A change to the same value is ignored and keeps
 * `updated_at`. Changed visibility of presence is pushed to both sides at once, a changed name or photo to the
 * most recent peers and to the user's own devices; others find it in the next list.
 */
export const makeUpdateMe = (deps: Deps) => {
  const emitFace = async (user: User): Promise<void> => {
    const window = { offset: 0, limit: limits.presence.peers };
    const [{ items }, blockedIds] = await Promise.all([
      deps.conversations.listByActivity(user.id, window),
      deps.blocks.listBlockedEitherWay(user.id),
    ]);
    const peers = items.map((item) => peerOf(item, user.id));
    const recipients = [...new Set([user.id, ...peers])].filter((id) => !blockedIds.includes(id));
    const { id, ...face } = faceView(user);
    await deps.push(toAll(recipients, { type: 'user:update', payload: { user_id: id, ...face } }));
  };

  const emitPresence = async (user: User, now: number): Promise<void> => {
    const peers = await presencePeers(deps, user.id);
    // Uses the updated profile, since profile lists are eventually consistent.
    const current = peers.map((between) => ({ ...between, member: user }));
    await deps.push(current.flatMap((between) => presenceOfBoth(between, now)));
  };

  return async (
    caller: Caller,
    wanted: Wanted,
  ): Promise<Result<Me, 'unauthenticated' | 'username_taken' | 'validation_failed'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const change = changeOf(wanted, user.value);
    if ('ok' in change) return change;
    const now = deps.clock.now();
    const updated = await deps.users.update(caller.userId, change, now);
    if (updated === null) return unauthenticated;
    if (updated === 'username_taken') return usernameTaken;
    if (hasNewFace(user.value, updated)) await emitFace(updated);
    if (updated.privacy.presence !== user.value.privacy.presence) await emitPresence(updated, now);
    return ok(meView(updated));
  };
};
