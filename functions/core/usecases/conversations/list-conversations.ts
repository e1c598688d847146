import type { ConversationView } from '#contracts/closed-lists.ts';
import { peerOf } from '../../domain/conversation.ts';
import type { Caller } from '../../domain/user.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { conversationView } from '../../views/conversation-view.ts';
import type { PageRequest } from '../../views/page.ts';
import { pageView, windowOf } from '../../views/page.ts';

export const makeListConversations =
  (deps: { users: UserStore; settings: MemberSettingsStore; blocks: BlockStore; clock: Clock }) =>
  async (caller: Caller, request: PageRequest & { view: ConversationView }) => {
    const now = deps.clock.now();
    const { view } = request;
    const [user, listed, blockedIds] = await Promise.all([
      authenticate(deps.users, caller),
      deps.settings.list(caller.userId, { ...windowOf(request), view, now }),
      deps.blocks.listBlockedEitherWay(caller.userId),
    ]);
    if (!user.ok) return user;
    const peerIds = [
      ...new Set(listed.items.map((item) => peerOf(item.conversation, caller.userId))),
    ];
    const peers = new Map((await deps.users.getMany(peerIds)).map((peer) => [peer.id, peer]));
    return ok({
      ...pageView(listed, request, (arranged) => {
        const peer = expectProfile(peers.get(peerOf(arranged.conversation, caller.userId)));
        const other = { peer, isBlocked: blockedIds.includes(peer.id) };
        return conversationView(arranged, user.value, other, now);
      }),
      archived_total: listed.archivedTotal,
      ...(listed.requestsTotal !== null && { requests_total: listed.requestsTotal }),
    });
  };
