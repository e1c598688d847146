import {
  blockStore,
  clock,
  connectionRegistry,
  conversationStore,
  memberSettingsStore,
  userStore,
  webPushSender,
  webPushSubscriptionStore,
} from '#backend';
import { makeNotifyMessage, type OnRefused } from '#core/usecases/notifications/notify-message.ts';
import {
  makeDeleteSubscription,
  makeGetPushKey,
  makePutSubscription,
  makeTestPush,
} from '#core/usecases/notifications/subscriptions.ts';
import type { NotifyingEnv, SubscribingEnv, TableEnv } from '../runtime/env.ts';

const subscribing = (env: SubscribingEnv) => ({
  users: userStore(env),
  subscriptions: webPushSubscriptionStore(env),
  sender: webPushSender(env),
  clock,
});

export const wireGetPushKey = (env: SubscribingEnv) => makeGetPushKey(subscribing(env));
export const wirePutSubscription = (env: SubscribingEnv) => makePutSubscription(subscribing(env));
export const wireDeleteSubscription = (env: TableEnv) =>
  makeDeleteSubscription({ users: userStore(env), subscriptions: webPushSubscriptionStore(env) });
export const wireTestPush = (env: NotifyingEnv) => makeTestPush(subscribing(env));
export const wireNotifyMessage = (env: NotifyingEnv, onRefused: OnRefused) =>
  makeNotifyMessage(
    {
      ...subscribing(env),
      conversations: conversationStore(env),
      blocks: blockStore(env),
      settings: memberSettingsStore(env),
      connections: connectionRegistry(env),
    },
    onRefused,
  );
