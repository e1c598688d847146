import type { Order } from '#contracts/closed-lists.ts';
import { mayPass } from '../../domain/privacy.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { messageView } from '../../views/message-view.ts';
import type { PageRequest } from '../../views/page.ts';
import { pageView, windowOf } from '../../views/page.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
}

/** `unreadOnly`: true for unread messages only, false for read ones only, absent for all. */
export const makeListInbox =
  ({ users, conversations }: Deps) =>
  async (
    caller: Caller,
    request: PageRequest & { unreadOnly?: boolean | undefined; order: Order },
  ) => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const which = { true: 'unread', false: 'read', undefined: 'all' } as const;
    const listed = await conversations.listReceived(caller.userId, {
      ...windowOf(request),
      which: which[`${request.unreadOnly}`],
      order: request.order,
    });
    const viewer = { id: caller.userId, seesReceipts: true };
    return ok(
      pageView(listed, request, ({ message, conversation }) =>
        messageView(message, conversation, viewer),
      ),
    );
  };

export const makeListOutbox =
  ({ users, conversations, blocks }: Deps & { readonly blocks: BlockStore }) =>
  async (caller: Caller, request: PageRequest & { order: Order }) => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { order } = request;
    const listed = await conversations.listSent(caller.userId, { ...windowOf(request), order });
    const receiverIds = [...new Set(listed.items.map(({ message }) => message.receiverId))];
    const [found, blockedIds] = await Promise.all([
      users.getMany(receiverIds),
      blocks.listBlockedEitherWay(caller.userId),
    ]);
    const receivers = new Map(found.map((receiver) => [receiver.id, receiver]));
    return ok(
      pageView(listed, request, ({ message, conversation }) => {
        const peer = expectProfile(receivers.get(message.receiverId));
        const other = { peer, isBlocked: blockedIds.includes(peer.id) };
        const seesReceipts = mayPass('readReceipts', conversation, user.value, other);
        return messageView(message, conversation, { id: caller.userId, seesReceipts });
      }),
    );
  };
