import type { Caller } from '../domain/user.ts';
import type { ConversationStore, MessageInContext, Order } from '../ports/conversations.ts';
import type { UserStore } from '../ports/users.ts';
import { ok } from '../result.ts';
import { messageView } from '../views/message-view.ts';
import type { PageRequest } from '../views/page.ts';
import { pageView, windowOf } from '../views/page.ts';
import { authenticate } from './authenticate.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
}

const view = ({ message, conversation }: MessageInContext) => messageView(message, conversation);

/** `unreadOnly`: true only unread ones, false only read ones, absent all. */
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
    return ok(pageView(listed, request, view));
  };

export const makeListOutbox =
  ({ users, conversations }: Deps) =>
  async (caller: Caller, request: PageRequest & { order: Order }) => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { order } = request;
    const listed = await conversations.listSent(caller.userId, { ...windowOf(request), order });
    return ok(pageView(listed, request, view));
  };
