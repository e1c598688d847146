import * as z from 'zod';
import { notificationLanguages, notificationPreviews } from '#contracts/closed-lists.ts';
import type { WebPushSubscription, WebPushSubscriptionStore } from '#core/ports/web-push.ts';
import { dynamoEndedSubscriptions, listSubscriptions } from './ended-subscriptions.ts';
import { isLostRace } from './table/failures.ts';
import { endpointKey, pushSubscriptionKey } from './table/keys.ts';
import { withRetries } from './table/retry.ts';
import {
  absent,
  deleteOn,
  expiry,
  getItem,
  type Item,
  type Table,
  type TableEnv,
  tableOf,
  transact,
  type Write,
} from './table/table.ts';

const SubscriptionItem = z.object({
  uid: z.string(),
  sid: z.string(),
  ep: z.string(),
  p256dh: z.string(),
  auth: z.string(),
  org: z.string(),
  pv: z.enum(notificationPreviews),
  lang: z.enum(notificationLanguages),
  // Absent in items from before sounds and quiet hours existed.
  snd: z.boolean().default(true),
  qh: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }).nullable().default(null),
  at: z.number(),
  exp: z.number(),
});

/** The session that has an endpoint. The claim may outlive its subscription until its TTL. */
const ClaimItem = z.object({ uid: z.string(), sid: z.string() });

const subscriptionOf = (item: Item): WebPushSubscription => {
  const { uid, sid, ep, p256dh, auth, ...rest } = SubscriptionItem.parse(item);
  const { org, pv, lang, snd, qh, at, exp } = rest;
  return {
    ...{ userId: uid, sessionId: sid, endpoint: ep, p256dh, auth },
    ...{ origin: org, preview: pv, language: lang, sound: snd, quietHours: qh },
    ...{ storedAt: at, expiresAt: exp },
  };
};

const itemOf = (subscription: WebPushSubscription): Item => ({
  ...pushSubscriptionKey(subscription.userId, subscription.sessionId),
  uid: subscription.userId,
  sid: subscription.sessionId,
  ep: subscription.endpoint,
  p256dh: subscription.p256dh,
  auth: subscription.auth,
  org: subscription.origin,
  pv: subscription.preview,
  lang: subscription.language,
  snd: subscription.sound,
  qh: subscription.quietHours,
  at: subscription.storedAt,
  ...expiry(subscription.expiresAt),
});

const condition = (names: Record<string, unknown>) => ({
  ConditionExpression: Object.keys(names)
    .map((name) => `${name} = :${name}`)
    .join(' AND '),
  ExpressionAttributeValues: Object.fromEntries(
    Object.entries(names).map(([name, value]) => [`:${name}`, value]),
  ),
});

/**
 * Push subscriptions on DynamoDB, in the partition of their user, with a claim per endpoint. When another
 * user signs in in the same browser, the endpoint is the same: the claim moves, so that the first user's
 * notifications do not reach the second.
 */
export const dynamoWebPushSubscriptionStore = (table: Table): WebPushSubscriptionStore => {
  /** Deletes the subscription of another session with this endpoint. */
  const takeFrom = async (
    claim: z.infer<typeof ClaimItem>,
    { userId, sessionId, endpoint }: WebPushSubscription,
  ): Promise<Write[]> => {
    if (claim.uid === userId && claim.sid === sessionId) return [];
    const Key = pushSubscriptionKey(claim.uid, claim.sid);
    const other = await getItem(table, Key);
    const hasIt = other !== null && subscriptionOf(other).endpoint === endpoint;
    return hasIt ? [{ Delete: { Key, ...condition({ ep: endpoint }) } }] : [];
  };

  const putOnce = async (subscription: WebPushSubscription): Promise<void> => {
    const { userId, sessionId, endpoint, expiresAt } = subscription;
    const key = endpointKey(endpoint);
    const found = await getItem(table, key);
    const claim = found && ClaimItem.parse(found);
    const Item = { ...key, uid: userId, sid: sessionId, ...expiry(expiresAt) };
    await transact(table, [
      { Put: { Item: itemOf(subscription) } },
      { Put: { Item, ...(claim ? condition(claim) : { ConditionExpression: absent }) } },
      ...(claim ? await takeFrom(claim, subscription) : []),
    ]);
  };

  return {
    ...dynamoEndedSubscriptions(table),
    put: (subscription) => withRetries(table.clock, () => putOnce(subscription), isLostRace),
    listByUser: async (userId) =>
      (await listSubscriptions(table, userId))
        .map(subscriptionOf)
        .filter(({ expiresAt }) => expiresAt > table.clock.now()),
    removeGone: ({ userId, sessionId, endpoint }) =>
      deleteOn(table, pushSubscriptionKey(userId, sessionId), condition({ ep: endpoint })),
  };
};

export const webPushSubscriptionStore = (env: TableEnv): WebPushSubscriptionStore =>
  dynamoWebPushSubscriptionStore(tableOf(env));
