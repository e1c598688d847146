import type { Message } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import type { Truth } from '../simulator/support/compare.ts';
import type { Chance } from '../simulator/support/random.ts';
import { makeClient } from '../support/client.ts';
import type { Device, Reply } from '../support/push-service/device.ts';
import { makePhones } from '../support/push-service/phones.ts';
import type { PushService } from '../support/push-service/push-service.ts';
import { makeSessions } from '../support/sessions.ts';
import type { Ledger } from './ledger.ts';
import type { Town } from './town.ts';

/** The phones of all persons, by owner. Parley is closed on them; each has a separate session. */
export type Phones = ReadonlyMap<string, Device>;

const atOnce = 4;

export const settlePhones = async (
  url: string,
  { people }: Town,
  service: PushService,
): Promise<Phones> => {
  const client = makeClient(url);
  const { subscribe } = makePhones(client, service);
  const { signIn } = makeSessions(client, { url, socketUrl: '' });
  const phones = new Map<string, Device>();
  for (let from = 0; from < people.length; from += atOnce) {
    await Promise.all(
      people.slice(from, from + atOnce).map(async (person) => {
        const { token } = await signIn(person);
        phones.set(person.id, await subscribe(token));
      }),
    );
  }
  return phones;
};

/** A push service that often fails, asks to wait, loses its answer, or does not answer. */
export const badPushService = (chance: Chance) => (): Reply => {
  if (!chance.happens(0.3)) return 201;
  if (chance.happens(0.05)) return 'nothing';
  return chance.pick<Reply>([503, 500, { status: 429, retryAfter: '2' }, 'lost']) ?? 503;
};

/** The latest message that a person has not read; null if there is none, or a later one was read by itself. */
const latestUnread = (userId: string, { conversation, messages }: Truth): Message | null => {
  const unread = messages
    .filter(({ seq, sender_id }) => seq > conversation.my_read_seq && sender_id !== userId)
    .toSorted((a, b) => b.seq - a.seq);
  const found = unread.find(({ deleted_at, is_read }) => deleted_at === null || is_read);
  return found && !found.is_read ? found : null;
};

/** A conversation with unread messages whose latest one did not reach the phone. */
export const checkNotified = (phones: Phones, userId: string, truth: Truth): string[] => {
  const { id } = truth.conversation;
  const message = latestUnread(userId, truth);
  // Muted conversations are to be left out here.
  if (!message) return [];
  const isNotified = phones
    .get(userId)
    ?.received.some(
      ({ topic, payload }) =>
        topic === id.replaceAll('-', '') && payload.notification.data.seq >= message.seq,
    );
  return isNotified ? [] : [`message ${message.seq} of ${id}`];
};

/** Notifications of messages that had been read: no request can be under way for longer than its timeout. */
export const checkNoisy = (
  phones: Phones,
  ledger: Ledger,
  userId: string,
  { conversation: { id } }: Truth,
): string[] =>
  (phones.get(userId)?.received ?? [])
    .filter(({ topic }) => topic === id.replaceAll('-', ''))
    .flatMap(({ at, payload }) => {
      const { seq } = payload.notification.data;
      const readAt = ledger.readAt(userId, id, seq);
      const isLate = readAt !== null && at - readAt > limits.webPush.timeoutMs;
      return isLate ? [`message ${seq} of ${id}, ${at - readAt} ms after it was read`] : [];
    });
