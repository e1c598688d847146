import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { isMember, peerOf } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { requestIn } from '../../domain/requests/message-request.ts';
import type { Caller } from '../../domain/user.ts';
import { isTokenAccepted } from '../../domain/user.ts';
import { disappearingChange } from '../../domain/visibility/disappearing.ts';
import type { ConversationStore, Decision, Snapshot } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { Between } from '../../shared/deliveries.ts';
import { messageDeliveries } from '../../shared/deliveries.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { blocked, conversationNotFound, unauthenticated } from '../../shared/refusals.ts';
import { conversationView } from '../../views/conversation-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: Pick<MemberSettingsStore, 'get'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
}

type Refusal = 'unauthenticated' | 'conversation_not_found' | 'blocked' | 'request_pending';

interface Request {
  readonly conversationId: string;
  readonly after: DisappearingSeconds | null;
}

/** `notice`: undefined if it was set already. */
type SetBetween = Between & { readonly notice: Message | undefined };

const notAccepted = fail('request_pending', {
  detail: 'The message request of this conversation has not been accepted yet.',
});

/** Refused like a send, and in a request to both members: a stranger cannot set what the other has not accepted. */
const decide = (
  { conversation, users, isBlocked }: Snapshot,
  caller: Caller,
  { after }: Request,
  clientId: string,
  now: number,
): Decision<Result<SetBetween, Refusal>> => {
  const member = users.get(caller.userId);
  if (!isTokenAccepted(member, caller)) return { result: unauthenticated };
  if (!conversation) throw new Error('a conversation is never removed');
  const other = { peer: expectProfile(users.get(peerOf(conversation, member.id))), isBlocked };
  if (isBlocked) return { result: blocked };
  if (requestIn(conversation)) return { result: notAccepted };
  const between = (next: Conversation) => ({ conversation: next, member, other });
  const change = disappearingChange(conversation, member.id, after, clientId, now);
  return change
    ? { change, result: ok({ ...between(change.conversation), notice: change.insert }) }
    : { result: ok({ ...between(conversation), notice: undefined }) };
};

/** Sets after which time messages disappear that are sent from now on; emits the notice to both members. */
export const makeSetDisappearing =
  (deps: Deps) =>
  async (caller: Caller, request: Request): Promise<Result<ConversationBody, Refusal>> => {
    const { userId } = caller;
    const [user, found] = await Promise.all([
      authenticate(deps.users, caller),
      // Its members never change.
      deps.conversations.get(request.conversationId, 'eventual'),
    ]);
    if (!user.ok) return user;
    if (!found || !isMember(found, userId)) return conversationNotFound;
    const between = [userId, peerOf(found, userId)] as const;
    const clientId = deps.ids.uuid();
    const set = await deps.conversations.change(
      { conversationId: found.id, users: [...new Set(between)], between },
      (snapshot) => decide(snapshot, caller, request, clientId, deps.clock.now()),
    );
    if (!set.ok) return set;
    const { notice, conversation, member, other } = set.value;
    // Not as a new message: a client that does not know notices would announce one.
    if (notice) await deps.push(messageDeliveries('message:update', notice, set.value));
    const settings = await deps.settings.get(userId, conversation.id);
    return ok(conversationView({ conversation, settings }, member, other, deps.clock.now()));
  };
