import { stateOf } from '#core/domain/conversation.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';
import type { WebPushOutcome, WebPushSender } from '#core/ports/web-push.ts';
import { makeNotifyMessage, type NotifyDeps } from '#core/usecases/notifications/notify-message.ts';
import { startLoop } from '#functions/adapters/local/notification-loop.ts';
import type { Database } from '#functions/adapters/local/sqlite/database.ts';
import {
  type DueNotification,
  dueTable,
  postpone,
} from '#functions/adapters/local/sqlite/due-notifications.ts';
import { aSubscription } from '../../support/builders.ts';
import type { Chance } from './random.ts';
import type { Sabotage } from './sabotage.ts';
import type { Scheduler } from './scheduler.ts';

export interface PhonesDeps extends Pick<Scheduler, 'plan' | 'clock'> {
  readonly db: Database;
  readonly chance: Chance;
  /** Probability that a push service fails, or that its answer is lost. */
  readonly pushTrouble: () => number;
  /** True kills the server while it sends the notification. */
  readonly diesWhileNotifying: () => boolean;
  readonly onDeath: () => void;
  readonly sabotage: Sabotage | null;
}

const busy = (retryAfterSeconds: number | null): WebPushOutcome => ({
  kind: 'busy',
  retryAfterSeconds,
});

/** A notification that reached a phone. */
interface Notified {
  readonly userId: string;
  readonly conversationId: string;
  /** Sequence of the message that it announces. */
  readonly seq: number;
}

/** The mutes of each member of each conversation, as they were stored. */
const createMutes = (now: () => number) => {
  const changes = new Map<string, { at: number; until: number | null }[]>();
  const of = (userId: string, conversationId: string) =>
    changes.get(`${userId} ${conversationId}`) ?? [];
  return {
    record: (userId: string, conversationId: string, until: number | null): void => {
      const known = of(userId, conversationId);
      if (known.at(-1)?.until === until) return;
      changes.set(`${userId} ${conversationId}`, [...known, { at: now(), until }]);
    },
    /** A message of this time was muted then, and nothing was changed since: nobody may be notified of it. */
    forbids: (userId: string, conversationId: string, sentAt: number): boolean => {
      const last = of(userId, conversationId).at(-1);
      return last?.until != null && last.at < sentAt && last.until > sentAt;
    },
    /** A message of this time may have no notification: it was muted when it was sent, or later. */
    allows: (userId: string, conversationId: string, sentAt: number): boolean =>
      of(userId, conversationId).some(({ until }) => until !== null && until > sentAt),
  };
};

/**
 * Phones with Parley closed, one of each user, at a push service that fails now and then. The real loop, table
 * and use case announce messages to them.
 */
export const createPhones = (
  given: PhonesDeps,
  deps: Omit<NotifyDeps, 'sender' | 'connections'>,
) => {
  const { db, clock, chance } = given;
  const notified: Notified[] = [];
  const complaints: string[] = [];
  const mutes = createMutes(clock.now);

  const sentAt = async (conversationId: string, seq: number): Promise<number> =>
    (await deps.conversations.getMessage(conversationId, seq))?.createdAt ?? 0;
  const readSeqOf = async ({ userId, conversationId }: DueNotification): Promise<number> => {
    const conversation = await deps.conversations.get(conversationId);
    return conversation ? stateOf(conversation, userId).readSeq : 0;
  };

  const outcomeOf = (arrives: () => void): WebPushOutcome => {
    if (!chance.happens(given.pushTrouble())) {
      arrives();
      return { kind: 'accepted' };
    }
    // A push service whose answer is lost has taken the notification.
    if (chance.happens(0.3)) arrives();
    return busy(chance.pick([null, 3, 60]) ?? null);
  };

  /** The notifier of one server process. Returns the function that kills it. */
  const start = (connections: NotifyDeps['connections']): (() => void) => {
    let isAlive = true;
    const running = new Set<Promise<unknown>>();
    const track = <T>(work: Promise<T>): Promise<T> => {
      running.add(work);
      return work.finally(() => running.delete(work));
    };
    const untilDead = new Promise<never>(() => undefined);

    const announce = async (one: DueNotification): Promise<boolean> => {
      const { userId, conversationId, seq, attempt, sessionIds } = one;
      const hadRead = (await readSeqOf(one)) >= seq;
      const isMuted = mutes.forbids(userId, conversationId, await sentAt(conversationId, seq));
      const sender: WebPushSender = {
        publicKey: async () => 'key',
        accepts: () => true,
        send: async () => {
          if (isMuted) complaints.push(`message ${seq} was announced although it was muted`);
          if (hadRead) complaints.push(`message ${seq} was announced after it was read`);
          const arrives = (): void => void notified.push({ userId, conversationId, seq });
          const isDeath = given.diesWhileNotifying();
          const outcome = outcomeOf(arrives);
          if (isDeath) throw new Error('killed');
          return outcome;
        },
      };
      const settings =
        given.sabotage === 'mute'
          ? { get: async () => noSettings, getMarks: async () => noMarks }
          : deps.settings;
      const used = { ...deps, connections, sender, settings };
      const notify = makeNotifyMessage(used, () => undefined);
      const only = sessionIds && { only: sessionIds };
      const retry = await notify({ conversationId, seq }, { attempt, ...only });
      if (!retry || given.sabotage === 'push retry') return true;
      const later = { conversationId, seq, attempt: attempt + 1, sessionIds: retry.sessionIds };
      await postpone(db, later, clock.now() + retry.afterSeconds * 1_000);
      return true;
    };

    /** Waits for the end of running notifications: none of them waits for simulated time. */
    const settled = async (): Promise<void> => {
      while (running.size > 0) await Promise.allSettled(running);
    };
    let wakes = 0;
    const plan = (run: () => void, milliseconds: number): void => {
      const wake = ++wakes;
      given.plan(milliseconds, async () => {
        if (!isAlive || wake !== wakes) return;
        run();
        await settled();
      });
    };
    const table = dueTable(db, clock);
    const loop = startLoop({
      due: {
        ...table,
        remove: (one) => track(table.remove(one)),
        postpone: (one, afterMs) => track(table.postpone(one, afterMs)),
      },
      announce: async (one) => {
        try {
          return await track(announce(one));
        } catch {
          given.onDeath();
          return untilDead;
        }
      },
      onFailure: (error) => void complaints.push(String(error)),
      now: clock.now,
      wakeIn: plan,
      soon: (run) => plan(run, 0),
    });
    return () => {
      isAlive = false;
      void loop.stop();
    };
  };

  /** 0 if there is none, or if a later one was marked as read separately. */
  const latestUnread = async (userId: string, conversationId: string): Promise<number> => {
    const conversation = await deps.conversations.get(conversationId);
    const { readSeq = 0 } = conversation ? stateOf(conversation, userId) : {};
    for (let seq = conversation?.seq ?? 0; seq > readSeq; seq--) {
      const message = await deps.conversations.getMessage(conversationId, seq);
      if (message?.receiverId !== userId || message.senderId === userId) continue;
      if (message.readAt !== null) return 0;
      if (message.deletedAt === null) return seq;
    }
    return 0;
  };

  return {
    start,
    recordMute: mutes.record,
    subscribe: (userId: string): Promise<void> =>
      deps.subscriptions.put(
        aSubscription({
          userId,
          sessionId: `phone of ${userId}`,
          storedAt: clock.now(),
          expiresAt: Number.MAX_SAFE_INTEGER,
        }),
      ),
    /**
     * Returns what is wrong: a conversation with unread messages whose latest one was not announced, or an
     * announcement of a message that had been read or was muted.
     */
    complaint: async (userId: string, conversationId: string): Promise<string | null> => {
      const [first] = complaints;
      if (first !== undefined) return first;
      const seq = await latestUnread(userId, conversationId);
      const isAnnounced = notified.some(
        (one) => one.userId === userId && one.conversationId === conversationId && one.seq >= seq,
      );
      const isMuted = mutes.allows(userId, conversationId, await sentAt(conversationId, seq));
      return seq === 0 || isAnnounced || isMuted
        ? null
        : `${userId} was not notified of message ${seq}`;
    },
  };
};
