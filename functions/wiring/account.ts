import {
  attachmentStore,
  auditLog,
  blockStore,
  clock,
  conversationStore,
  factorStore,
  inviteStore,
  memberSettingsStore,
  passkeyStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeBlockUser, makeListBlocks, makeUnblockUser } from '#core/usecases/account/blocks.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { makeGetMe } from '#core/usecases/account/get-me.ts';
import { makeGetStorage } from '#core/usecases/account/get-storage.ts';
import { makeGetUser } from '#core/usecases/account/get-user.ts';
import { makeSearchUsers } from '#core/usecases/account/search-users.ts';
import { makeListEvents } from '#core/usecases/account/sessions.ts';
import { makeUpdateMe } from '#core/usecases/account/update-me.ts';
import { fileRulesOf, type PushingEnv, type StorageEnv, type TableEnv } from '../runtime/env.ts';

const reading = (env: TableEnv) => ({
  users: userStore(env),
  conversations: conversationStore(env),
  blocks: blockStore(env),
  clock,
});

const changing = (env: PushingEnv) => ({ ...reading(env), push: makePush(pushPorts(env)) });

export const wireListEvents = (env: TableEnv) =>
  makeListEvents({ users: userStore(env), audit: auditLog(env) });

export const wireGetMe = (env: TableEnv) => makeGetMe({ users: userStore(env) });
export const wireUpdateMe = (env: PushingEnv) => makeUpdateMe(changing(env));
export const wireExportMe = (env: TableEnv) =>
  makeExportMe({
    ...reading(env),
    settings: memberSettingsStore(env),
    audit: auditLog(env),
    factors: factorStore(env),
    passkeys: passkeyStore(env),
    invites: inviteStore(env),
  });
export const wireGetStorage = (env: StorageEnv) =>
  makeGetStorage({
    users: userStore(env),
    attachments: attachmentStore(env),
    fileRules: fileRulesOf(env),
  });

export const wireSearchUsers = (env: TableEnv) => makeSearchUsers({ users: userStore(env) });
export const wireGetUser = (env: TableEnv) => makeGetUser(reading(env));
export const wireBlockUser = (env: PushingEnv) => makeBlockUser(changing(env));
export const wireUnblockUser = (env: PushingEnv) => makeUnblockUser(changing(env));
export const wireListBlocks = (env: TableEnv) =>
  makeListBlocks({ users: userStore(env), blocks: blockStore(env) });
