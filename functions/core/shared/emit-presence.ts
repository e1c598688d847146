import { limits } from '#contracts/limits.ts';
import { mayPass } from '../domain/privacy.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { Clock } from '../ports/system.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Push } from '../push.ts';
import { toAll } from '../push.ts';
import { isoTime } from '../views/time.ts';
import { presencePeers } from './presence-peers.ts';

export interface PresenceDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly push: Push;
  readonly clock: Clock;
}

/**
 * Emits presence to the most recent peers to whom it is visible, at most once per `emitEverySeconds` for a
 * user. Clients find a suppressed change by a request after this time (docs/adr/0007).
 */
export const makeEmitPresence =
  (deps: PresenceDeps) =>
  async (userId: string, isOnline: boolean): Promise<void> => {
    const now = deps.clock.now();
    const every = limits.presence.emitEverySeconds * 1_000;
    if (!(await deps.users.mayEmitPresence(userId, now, every))) return;
    const recipients = (await presencePeers(deps, userId))
      .filter(({ conversation, member, other }) => mayPass('presence', conversation, member, other))
      .map(({ other }) => other.peer.id);
    if (recipients.length === 0) return;
    await deps.push(
      toAll(recipients, {
        type: 'presence:update',
        payload: { user_id: userId, online: isOnline, last_seen: isoTime(now) },
      }),
    );
  };
