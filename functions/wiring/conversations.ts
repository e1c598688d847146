import {
  blockStore,
  clock,
  conversationStore,
  ids,
  memberSettingsStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeAnswerRequest } from '#core/usecases/conversations/answer-request.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeListConversations } from '#core/usecases/conversations/list-conversations.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { makeReadLog } from '#core/usecases/conversations/read-log.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeRemoveExpired } from '#core/usecases/conversations/remove-expired.ts';
import { makeSetDisappearing } from '#core/usecases/conversations/set-disappearing.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import type { OpeningEnv, PushingEnv, TableEnv } from '../runtime/env.ts';

const reading = (env: TableEnv) => ({
  users: userStore(env),
  conversations: conversationStore(env),
  blocks: blockStore(env),
  settings: memberSettingsStore(env),
  clock,
});

const changing = (env: PushingEnv) => ({ ...reading(env), ids, push: makePush(pushPorts(env)) });

export const wireOpenConversation = (env: OpeningEnv) =>
  makeOpenConversation({ ...changing(env), requests: env.REQUESTS });
export const wireAnswerRequest = (env: PushingEnv) => makeAnswerRequest(changing(env));
export const wireSetDisappearing = (env: PushingEnv) => makeSetDisappearing(changing(env));
export const wireRemoveExpired = (env: TableEnv) => makeRemoveExpired(reading(env));
export const wireListConversations = (env: TableEnv) => makeListConversations(reading(env));
export const wireGetConversation = (env: TableEnv) => makeGetConversation(reading(env));
export const wireListMessages = (env: TableEnv) => makeListMessages(reading(env));
export const wireReadLog = (env: TableEnv) => makeReadLog(reading(env));
export const wireReadUpTo = (env: PushingEnv) => makeReadUpTo(changing(env));
export const wireUpdateSettings = (env: PushingEnv) => makeUpdateSettings(changing(env));
