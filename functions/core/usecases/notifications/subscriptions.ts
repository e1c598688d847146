import { isDeepStrictEqual } from 'node:util';
import { limits } from '#contracts/limits.ts';
import { testPush } from '../../domain/notification.ts';
import type { Caller } from '../../domain/user.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type {
  WebPushOutcome,
  WebPushSender,
  WebPushSubscription,
  WebPushSubscriptionStore,
} from '../../ports/web-push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { unauthenticated } from '../../shared/refusals.ts';

export interface SubscriptionDeps {
  readonly users: UserStore;
  readonly subscriptions: WebPushSubscriptionStore;
  readonly sender: WebPushSender;
  readonly clock: Clock;
}

const unavailable = fail('push_unavailable', {
  detail: 'The operator has not set up notifications.',
});

/** The public key for a browser's subscription; null if notifications are not set up. */
export const makeGetPushKey =
  ({ users, sender }: Pick<SubscriptionDeps, 'users' | 'sender'>) =>
  async (caller: Caller): Promise<Result<{ key: string | null }, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    return user.ok ? ok({ key: await sender.publicKey() }) : user;
  };

/** The part of a subscription that the device sends. */
export type SubscriptionRequest = Pick<
  WebPushSubscription,
  'endpoint' | 'p256dh' | 'auth' | 'origin' | 'preview' | 'language' | 'sound' | 'quietHours'
>;

const dayMs = 86_400_000;
const isSame = (stored: WebPushSubscription, request: SubscriptionRequest): boolean =>
  (Object.keys(request) as (keyof SubscriptionRequest)[]).every((field) =>
    isDeepStrictEqual(stored[field], request[field]),
  );

/** Stores the subscription of the caller's session. The endpoint must be of a known push service. */
export const makePutSubscription =
  ({ users, subscriptions, sender, clock }: SubscriptionDeps) =>
  async (
    caller: Caller,
    given: SubscriptionRequest,
  ): Promise<Result<null, 'unauthenticated' | 'push_unavailable' | 'validation_failed'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    if ((await sender.publicKey()) === null) return unavailable;
    const { userId, sessionId } = caller;
    // The token of a client without a session, made by the operator.
    if (sessionId === null) return unauthenticated;
    if (!sender.accepts(given.endpoint)) {
      const [path, message] = ['body.endpoint', 'must be https, of a known push service'];
      return fail('validation_failed', {
        detail: `${path}: ${message}`,
        errors: [{ path, message }],
      });
    }
    // Normalised, so that two spellings of an address are the same endpoint.
    const request = { ...given, endpoint: new URL(given.endpoint).href };
    const now = clock.now();
    const stored = (await subscriptions.listByUser(userId)).find(
      (one) => one.sessionId === sessionId,
    );
    // The site sends its subscription at every start; an unchanged one is stored at most once a day.
    if (stored && isSame(stored, request) && now - stored.storedAt < dayMs) return ok(null);
    await subscriptions.put({
      ...request,
      userId,
      sessionId,
      storedAt: now,
      expiresAt: now + limits.refreshTokenSeconds * 1_000,
    });
    return ok(null);
  };

/** Removes the subscription of the caller's session. */
export const makeDeleteSubscription =
  ({ users, subscriptions }: Pick<SubscriptionDeps, 'users' | 'subscriptions'>) =>
  async (caller: Caller): Promise<Result<null, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { userId, sessionId } = caller;
    if (sessionId !== null) await subscriptions.removeSessions(userId, [sessionId]);
    return ok(null);
  };

/** Sends a test notification to the device of the caller's session. */
export const makeTestPush =
  ({ users, subscriptions, sender, clock }: SubscriptionDeps) =>
  async (
    caller: Caller,
  ): Promise<
    Result<
      { outcome: WebPushOutcome['kind'] },
      'unauthenticated' | 'push_unavailable' | 'subscription_not_found'
    >
  > => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    if ((await sender.publicKey()) === null) return unavailable;
    const all = await subscriptions.listByUser(caller.userId);
    const own = all.find(({ sessionId }) => sessionId === caller.sessionId);
    if (!own) {
      return fail('subscription_not_found', { detail: 'This session has no push subscription.' });
    }
    const { kind } = await sender.send(own, testPush(own, clock.now()));
    if (kind === 'gone') await subscriptions.removeGone(own);
    return ok({ outcome: kind });
  };
