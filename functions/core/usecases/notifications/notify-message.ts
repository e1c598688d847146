import { limits } from '#contracts/limits.ts';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import { isMutedAt } from '#contracts/member-rules.ts';
import { previewOf } from '#contracts/texts/preview.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { peerOf, stateOf } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { messagePush } from '../../domain/notification.ts';
import { isSocketAccepted, shownName, type User } from '../../domain/user.ts';
import { isVisible } from '../../domain/visibility/visible.ts';
import { measure } from '../../measure.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { ConnectionRegistry } from '../../ports/sockets.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type {
  WebPushOutcome,
  WebPushSender,
  WebPushSubscription,
  WebPushSubscriptionStore,
} from '../../ports/web-push.ts';
import { sightBy } from '../../shared/visibility/sight.ts';

export interface NotifyDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: Pick<MemberSettingsStore, 'get' | 'getMarks'>;
  readonly connections: ConnectionRegistry;
  readonly subscriptions: WebPushSubscriptionStore;
  readonly sender: WebPushSender;
  readonly clock: Clock;
}

/** A message that was stored. */
export interface NewMessage {
  readonly conversationId: string;
  readonly seq: number;
}

/** The devices for which the push service failed, and the earliest time of the next attempt. */
export interface Retry {
  readonly sessionIds: readonly string[];
  readonly afterSeconds: number;
}

/** Logs a permanent refusal by a push service; status null: it answered none of the attempts. */
export type OnRefused = (refusal: {
  readonly service: string;
  readonly status: number | null;
}) => void;

/** The host of the push service; the rest of the endpoint is a secret. */
const serviceOf = ({ endpoint }: WebPushSubscription): string => new URL(endpoint).hostname;

/** The content of an announcement. */
interface Subject {
  readonly senderId: string;
  readonly receiverId: string;
  readonly preview: string;
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
}

/** The content from the conversation's latest message; null for an earlier message. */
const latest = (conversation: Conversation, seq: number): Subject | null => {
  const last = conversation.lastMessage;
  if (last?.seq !== seq || last.deleted) return null;
  const { senderId, preview, createdAt, expiresAt } = last;
  return { senderId, receiverId: peerOf(conversation, senderId), preview, createdAt, expiresAt };
};

/** Neither a notice nor an expired message has prevented the announcement of an earlier one. */
const replacesEarlier = ({ notice, deletedAt, expiresAt }: Message): boolean =>
  !notice && (deletedAt === null || deletedAt !== expiresAt);

const endsLookBack = (message: Message, isNewest: boolean): boolean =>
  message.readAt !== null || (isNewest && !replacesEarlier(message));

/** Number of log entries before a deleted message that are searched for a message to announce instead. */
const lookBack = 10;

/** Will a later message of the same sender announce the conversation? */
const isSuperseded = ({ lastMessage }: Conversation, seq: number, senderId: string): boolean =>
  lastMessage !== null &&
  lastMessage.seq > seq &&
  lastMessage.senderId === senderId &&
  !lastMessage.deleted;

/** The pause after the n-th failure: 2, 4, 8, … seconds, or the longest Retry-After. */
const waitOf = (outcomes: readonly WebPushOutcome[], attempt: number): number => {
  const asked = outcomes.map((outcome) =>
    outcome.kind === 'busy' ? (outcome.retryAfterSeconds ?? 0) : 0,
  );
  return Math.min(Math.max(2 ** attempt, ...asked), limits.webPush.longestWaitSeconds);
};

/**
 * Notifies the receiver of a message on each device that has no active page. `attempt`: 1 at first; `only`:
 * the sessions that remain from an earlier attempt. Returns what to retry, or null. A repeated notification
 * of a conversation replaces the first one, so users see one.
 */
export const makeNotifyMessage = (deps: NotifyDeps, onRefused: OnRefused) => {
  /** Devices whose session has not ended and that have no active page. */
  const devicesOf = async (
    user: User,
    only: readonly string[] | undefined,
  ): Promise<WebPushSubscription[]> => {
    const [all, sockets] = await Promise.all([
      deps.subscriptions.listByUser(user.id),
      deps.connections.listByUsers([user.id]),
    ]);
    const looking = new Set(
      sockets.filter(({ isVisible }) => isVisible).map(({ sessionId }) => sessionId),
    );
    return all.filter(
      ({ sessionId, storedAt }) =>
        isSocketAccepted(user, { connectedAt: storedAt, sessionId }) &&
        !looking.has(sessionId) &&
        (only?.includes(sessionId) ?? true),
    );
  };

  const settle = async (device: WebPushSubscription, outcome: WebPushOutcome): Promise<void> => {
    if (outcome.kind === 'accepted') measure('WebPushesAccepted');
    if (outcome.kind === 'gone') {
      measure('WebPushesGone');
      await deps.subscriptions.removeGone(device);
    }
    if (outcome.kind === 'refused') {
      measure('WebPushesRefused');
      onRefused({ service: serviceOf(device), status: outcome.status });
    }
  };

  /**
   * The message to announce, if it is not the latest; null if there is none, or if it was read. Instead of a deleted message it is the
   * one before, which was not announced if the deleted one followed soon.
   */
  const lastPresent = async ({
    conversationId,
    seq,
  }: NewMessage): Promise<(Subject & { seq: number }) | null> => {
    let senderId: string | null = null;
    for (let at = seq; at > Math.max(0, seq - lookBack); at--) {
      const message = await deps.conversations.getMessage(conversationId, at);
      // Log entries between them may be no messages.
      if (!message) continue;
      senderId ??= message.senderId;
      // A receiver who has read or written since then has seen the earlier messages.
      if (endsLookBack(message, at === seq) || message.senderId !== senderId) return null;
      if (message.deletedAt === null) return { ...message, preview: previewOf(message.content) };
    }
    return null;
  };

  /** Null if there is nothing to announce: it was read, will be announced with a later message, or is a request. */
  const subjectOf = async (
    conversation: Conversation,
    message: NewMessage,
  ): Promise<(Subject & { seq: number }) | null> => {
    const known = latest(conversation, message.seq);
    const subject = known ? { ...known, seq: message.seq } : await lastPresent(message);
    if (!subject || subject.senderId === subject.receiverId) return null;
    const { readSeq, request } = stateOf(conversation, subject.receiverId);
    if (request) return null;
    const isRead = readSeq >= subject.seq;
    return isRead || isSuperseded(conversation, message.seq, subject.senderId) ? null : subject;
  };

  /**
   * Null if the receiver must not be notified: deactivated, blocked, or the conversation was muted when the
   * message was sent, or the receiver no longer sees the message.
   */
  const partiesOf = async (
    conversationId: string,
    { senderId, receiverId, createdAt, seq }: Subject & { seq: number },
  ): Promise<{ sender: User; receiver: User } | null> => {
    const [receiver, sender, isBlocked, settings] = await Promise.all([
      deps.users.get(receiverId),
      deps.users.get(senderId),
      deps.blocks.isBlockedBetween(senderId, receiverId),
      deps.settings.get(receiverId, conversationId),
    ]);
    if (!receiver?.isActive || !sender || isBlocked) return null;
    if (!isVisible(await sightBy(deps, receiverId, conversationId, settings), { seq })) return null;
    // A mute that has ended since then still applies to messages that were sent before its end.
    return isMutedAt(settings.mutedUntil, createdAt) ? null : { sender, receiver };
  };

  return async (
    message: NewMessage,
    { attempt = 1, only }: { attempt?: number; only?: readonly string[] } = {},
  ): Promise<Retry | null> => {
    const { conversationId } = message;
    const conversation = await deps.conversations.get(conversationId);
    const subject = conversation && (await subjectOf(conversation, message));
    if (!subject) return null;
    const between = await partiesOf(conversationId, subject);
    if (!between) return null;
    const { sender, receiver } = between;
    const devices = await devicesOf(receiver, only);
    if (devices.length === 0) return null;
    const occasion = {
      ...message,
      receiverId: receiver.id,
      senderName: shownName(sender),
      senderPhoto: sender.photo && photoPathOf(sender.id, sender.photo),
      preview: subject.preview,
      expiresAt: subject.expiresAt,
      unread: await deps.conversations.unreadCounts(receiver.id),
    };
    const now = deps.clock.now();
    const sent = await Promise.all(
      devices.map(async (device) => {
        const outcome = await deps.sender.send(device, messagePush(device, occasion, now));
        await settle(device, outcome);
        return { device, outcome };
      }),
    );
    const busy = sent.filter(({ outcome }) => outcome.kind === 'busy');
    if (busy.length === 0) return null;
    if (attempt >= limits.webPush.attempts) {
      measure('WebPushesRefused', busy.length);
      for (const { device } of busy) onRefused({ service: serviceOf(device), status: null });
      return null;
    }
    return {
      sessionIds: busy.map(({ device }) => device.sessionId),
      afterSeconds: waitOf(
        busy.map(({ outcome }) => outcome),
        attempt,
      ),
    };
  };
};
