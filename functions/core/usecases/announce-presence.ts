import { limits } from '../../contracts/limits.ts';
import { peerOf } from '../domain/conversation.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { Clock } from '../ports/system.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Push } from '../push.ts';
import { toAll } from '../push.ts';
import { isoTime } from '../views/time.ts';

export interface PresenceDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly push: Push;
  readonly clock: Clock;
}

/**
 * Tells the most recent peers that a user came or went, at most once in some seconds a user. A change
 * that is held back is found by clients that ask again when these are over (see docs/adr/0007).
 */
export const makeAnnouncePresence =
  (deps: PresenceDeps) =>
  async (userId: string, isOnline: boolean): Promise<void> => {
    const now = deps.clock.now();
    const every = limits.presence.tellEverySeconds * 1_000;
    if (!(await deps.users.mayTellPresence(userId, now, every))) return;
    const window = { offset: 0, limit: limits.presence.peers };
    const { items } = await deps.conversations.listByActivity(userId, window);
    const peers = items.map((item) => peerOf(item, userId)).filter((id) => id !== userId);
    const apart = await deps.blocks.listApart(userId);
    const heard = peers.filter((id) => !apart.includes(id));
    await deps.push(
      toAll(heard, {
        type: 'presence:update',
        payload: { user_id: userId, online: isOnline, last_seen: isoTime(now) },
      }),
    );
  };
