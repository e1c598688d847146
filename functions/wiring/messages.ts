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
import { makeAdmit } from '#core/shared/admit.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makeGetMessage } from '#core/usecases/messages/get-message.ts';
import { makeListInbox, makeListOutbox } from '#core/usecases/messages/list-mailbox.ts';
import { makeDeleteReaction, makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSearchMessages } from '#core/usecases/messages/search-messages.ts';
import { makeSendInConversation } from '#core/usecases/messages/send-in-conversation.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import type { OpeningEnv, PushingEnv, SendingFilesEnv, TableEnv } from '../runtime/env.ts';

const reading = (env: TableEnv) => ({
  users: userStore(env),
  conversations: conversationStore(env),
  blocks: blockStore(env),
});

/** The marks of members, which only a repeated send needs. */
const marks = (env: TableEnv) => ({ settings: memberSettingsStore(env) });

const pushing = (env: PushingEnv) => ({
  ...reading(env),
  clock,
  ids,
  push: makePush(pushPorts(env)),
});

const changing = (env: PushingEnv) => ({ ...pushing(env), ...marks(env) });

const sending = (env: OpeningEnv) => ({ ...changing(env), requests: env.REQUESTS });

/** Sends a message; loads the code for files with the first file. */
export const wireSendInConversation = (env: SendingFilesEnv) => {
  const ports = sending(env);
  const sendMessage = makeSendMessage(ports);
  const loadFiles = async () => {
    const { wireSendWithFiles } = await import('./send-with-files.ts');
    return wireSendWithFiles(env, { ...ports, sendMessage });
  };
  return makeSendInConversation({ sendMessage, loadFiles });
};
export const wireAdmit = (env: TableEnv) => makeAdmit(userStore(env));

export const wireSendToUser = (env: OpeningEnv) => makeSendMessage(sending(env)).toUser;
export const wireEditMessage = (env: PushingEnv) => makeEditMessage(changing(env));
export const wireDeleteMessage = (env: PushingEnv) => makeDeleteMessage(changing(env));
export const wirePutReaction = (env: PushingEnv) => makePutReaction(changing(env));
export const wireDeleteReaction = (env: PushingEnv) => makeDeleteReaction(changing(env));
export const wireReadMessage = (env: PushingEnv) => makeReadMessage(changing(env));
export const wireGetMessage = (env: TableEnv) => makeGetMessage({ ...reading(env), ...marks(env) });
export const wireListOutbox = (env: TableEnv) => makeListOutbox(reading(env));
export const wireListInbox = (env: TableEnv) =>
  makeListInbox({ users: userStore(env), conversations: conversationStore(env) });
export const wireSearchMessages = (env: TableEnv) =>
  makeSearchMessages({ users: userStore(env), conversations: conversationStore(env) });
