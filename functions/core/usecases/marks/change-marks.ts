import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import { markLimits } from '#contracts/http/marks/mark-limits.ts';
import type { Marks as MarksBody } from '#contracts/http/marks/marks.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { isRead } from '../../domain/message.ts';
import { messageId, parseMessageId } from '../../domain/message-id.ts';
import type { Caller } from '../../domain/user.ts';
import type { Marked, Marks, MarksChange } from '../../domain/visibility/marks.ts';
import { nextMarks } from '../../domain/visibility/marks.ts';
import { isVisible } from '../../domain/visibility/visible.ts';
import type { MarksDecision, MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import type { ChangeDeps } from '../../shared/change-one-message.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { otherMember } from '../../shared/other-member.ts';
import { conversationNotFound, messageDeleted, messageNotFound } from '../../shared/refusals.ts';
import { sightOf } from '../../shared/visibility/sight.ts';
import { conversationView } from '../../views/conversation-view.ts';
import { marksView } from '../../views/marks-view.ts';
import { makeReadUpTo } from '../conversations/read-up-to.ts';
import { makeReadMessage } from '../messages/change-message.ts';

const tooManyStarred = fail('too_many_starred', {
  detail: `At most ${markLimits.starred} messages of a conversation can be starred: unstar one first.`,
});
const tooManyHidden = fail('too_many_hidden', {
  detail: `At most ${markLimits.hidden} messages of a conversation can be deleted for oneself: clear the conversation instead.`,
});

type Changed = Result<{ marked: Marked; isNew: boolean }, 'too_many_starred' | 'too_many_hidden'>;

const decide = (marked: Marked, change: MarksChange, now: number): MarksDecision<Changed> => {
  const next = nextMarks(marked, change, now);
  if (next === 'too_many_starred') return { result: tooManyStarred };
  if (next === 'too_many_hidden') return { result: tooManyHidden };
  return next
    ? { result: ok({ marked: next, isNew: true }), next }
    : { result: ok({ marked, isNew: false }) };
};

/** The sequence numbers of messages of this conversation; null if an id is not of it. */
const seqsOf = (conversationId: string, ids: readonly string[] = []): number[] | null => {
  const seqs = ids.map((id) => {
    const parsed = parseMessageId(id);
    return parsed?.conversationId === conversationId ? parsed.seq : null;
  });
  return seqs.every((seq) => seq !== null) ? seqs : null;
};

const isUnreadBy = ({ userId }: Caller, message: Message, conversation: Conversation): boolean =>
  message.receiverId === userId && message.deletedAt === null && !isRead(message, conversation);

interface MarksRequest {
  readonly conversationId: string;
  /** The last sequence number that the client shows. */
  readonly clearedSeq?: number | undefined;
  /** Message ids. */
  readonly hide?: readonly string[] | undefined;
  readonly star?: readonly string[] | undefined;
  readonly unstar?: readonly string[] | undefined;
  /** The client's own socket, which needs no event besides the answer. */
  readonly socketId?: string | undefined;
}

/** In sequence numbers; null if an id is not of this conversation. */
const changeOf = (
  { id, seq }: Conversation,
  { clearedSeq, ...ids }: MarksRequest,
): (MarksChange & { hide: number[]; star: number[] }) | null => {
  const [hide, star, unstar] = [ids.hide, ids.star, ids.unstar].map((named) => seqsOf(id, named));
  if (!hide || !star || !unstar) return null;
  const cleared = clearedSeq === undefined ? {} : { clearedSeq: Math.min(clearedSeq, seq) };
  return { ...cleared, hide, star, unstar };
};

type Refusal =
  | 'unauthenticated'
  | 'conversation_not_found'
  | 'message_not_found'
  | 'message_deleted'
  | 'too_many_starred'
  | 'too_many_hidden';

/**
 * Clears the conversation, deletes messages or stars them, for the caller alone. What is cleared or deleted counts as
 * read from then on. Emits to the caller's other devices, never to the peer, and changes neither the conversation's
 * version nor its log, apart from the read.
 */
export const makeChangeMarks = (deps: ChangeDeps & { readonly settings: MemberSettingsStore }) => {
  const [readUpTo, readMessage] = [makeReadUpTo(deps), makeReadMessage(deps)];

  /** The messages that the request names, in the current state. */
  const named = async (
    caller: Caller,
    conversationId: string,
    hide: readonly number[],
    star: readonly number[],
  ): Promise<Result<Map<number, Message>, 'message_not_found' | 'message_deleted'>> => {
    const seqs = [...new Set([...hide, ...star])];
    if (seqs.length === 0) return ok(new Map());
    const [sight, messages] = await Promise.all([
      sightOf(deps, caller.userId, conversationId),
      deps.conversations.getMessages(seqs.map((seq) => ({ conversationId, seq }))),
    ]);
    const found = new Map(messages.map((message) => [message.seq, message]));
    if (seqs.some((seq) => !found.has(seq))) return messageNotFound;
    // A notice is no message: the preview, which is of the last message, depends on the last hidden one.
    if (hide.some((seq) => found.get(seq)?.notice)) return messageNotFound;
    if (star.some((seq) => !isVisible(sight, { seq }))) return messageNotFound;
    const isGone = star.some((seq) => found.get(seq)?.deletedAt !== null);
    return isGone ? messageDeleted : ok(found);
  };

  /** Marks as read what the caller will not see any more. */
  const read = async (
    caller: Caller,
    conversationId: string,
    { clearedSeq }: MarksChange,
    unread: readonly Message[],
  ): Promise<void> => {
    if (clearedSeq !== undefined) await readUpTo(caller, { conversationId, seq: clearedSeq });
    for (const { seq } of unread) await readMessage(caller, messageId(conversationId, seq));
  };

  /** Stars of messages that were deleted for everybody do not count, but are stored until there are too many. */
  const deadStars = async (conversationId: string, { starred }: Marks): Promise<number[]> => {
    const places = starred.map(({ seq }) => ({ conversationId, seq }));
    const messages = await deps.conversations.getMessages(places);
    return messages.filter(({ deletedAt }) => deletedAt !== null).map(({ seq }) => seq);
  };

  /** A dry run writes nothing. */
  const change = async (
    caller: Caller,
    conversationId: string,
    wanted: MarksChange,
    isDryRun = false,
  ) => {
    const attempt = (more: MarksChange) =>
      deps.settings.changeMarks(caller.userId, conversationId, (marked) => {
        const decision = decide(marked, more, deps.clock.now());
        return isDryRun ? { result: decision.result } : decision;
      });
    const changed = await attempt(wanted);
    if (changed?.ok !== false || changed.code !== 'too_many_starred') return changed;
    const marks = await deps.settings.getMarks(caller.userId, conversationId);
    const dead = await deadStars(conversationId, marks);
    if (dead.length === 0) return changed;
    return attempt({ ...wanted, unstar: [...(wanted.unstar ?? []), ...dead] });
  };

  /** What the request names; marks as read what will be gone, unless the change is refused. */
  const prepare = async (
    caller: Caller,
    conversation: Conversation,
    request: MarksRequest,
  ): Promise<Result<{ wanted: MarksChange; isRead: boolean }, Refusal>> => {
    const wanted = changeOf(conversation, request);
    if (!wanted) return messageNotFound;
    const { hide, star } = wanted;
    const messages = await named(caller, conversation.id, hide, star);
    if (!messages.ok) return messages;
    const unread = [...new Set(hide)]
      .flatMap((seq) => messages.value.get(seq) ?? [])
      .filter((message) => isUnreadBy(caller, message, conversation));
    if (wanted.clearedSeq === undefined && unread.length === 0)
      return ok({ wanted, isRead: false });
    const mayBeTooMany = hide.length > 0 || star.length > 0;
    const dry = mayBeTooMany && (await change(caller, conversation.id, wanted, true));
    if (dry && !dry.ok) return dry;
    await read(caller, conversation.id, wanted, unread);
    return ok({ wanted, isRead: true });
  };

  return async (
    caller: Caller,
    request: MarksRequest,
  ): Promise<Result<{ conversation: ConversationBody; marks: MarksBody }, Refusal>> => {
    const { conversationId, socketId } = request;
    const access = await memberAccess(deps, caller, conversationId);
    if (!access.ok) return access;
    const { user, conversation } = access.value;
    const prepared = await prepare(caller, conversation, request);
    if (!prepared.ok) return prepared;
    const { wanted, isRead } = prepared.value;
    const [changed, other, current] = await Promise.all([
      change(caller, conversationId, wanted),
      otherMember(deps, conversation, user.id),
      isRead ? deps.conversations.get(conversationId) : conversation,
    ]);
    if (!changed || !current) return conversationNotFound;
    if (!changed.ok) return changed;
    const { marked, isNew } = changed.value;
    const arranged = { conversation: current, settings: marked.settings };
    const view = conversationView(arranged, user, other, deps.clock.now());
    if (isNew) {
      const event = {
        type: 'conversation:settings',
        conversation_id: conversationId,
        payload: view.me,
      } as const;
      await deps.push([{ userId: user.id, event, exceptSocket: socketId }]);
    }
    return ok({ conversation: view, marks: marksView(marked.marks) });
  };
};
