import { peerOf } from '../../domain/conversation.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { conversationView } from '../../views/conversation-view.ts';
import type { PageRequest } from '../../views/page.ts';
import { pageView, windowOf } from '../../views/page.ts';

export const makeListConversations =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    clock: Clock;
  }) =>
  async (caller: Caller, request: PageRequest) => {
    const [user, listed, blockedIds] = await Promise.all([
      authenticate(deps.users, caller),
      deps.conversations.listByActivity(caller.userId, windowOf(request)),
      deps.blocks.listBlockedEitherWay(caller.userId),
    ]);
    if (!user.ok) return user;
    const peerIds = [...new Set(listed.items.map((item) => peerOf(item, caller.userId)))];
    const peers = new Map((await deps.users.getMany(peerIds)).map((peer) => [peer.id, peer]));
    const now = deps.clock.now();
    return ok(
      pageView(listed, request, (conversation) => {
        const peer = expectProfile(peers.get(peerOf(conversation, caller.userId)));
        const other = { peer, isBlocked: blockedIds.includes(peer.id) };
        return conversationView(conversation, user.value, other, now);
      }),
    );
  };
