import {
  attachmentStore,
  auditLog,
  blockStore,
  clock,
  conversationStore,
  guessPorts,
  identityProvider,
  ids,
  inviteStore,
  pushPorts,
  sessionPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeAnnouncePresence } from '#core/shared/announce-presence.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { makeBlockUser, makeListBlocks, makeUnblockUser } from '#core/usecases/account/blocks.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { makeGetMe } from '#core/usecases/account/get-me.ts';
import { makeGetStorage } from '#core/usecases/account/get-storage.ts';
import { makeGetUser } from '#core/usecases/account/get-user.ts';
import { makeLogOut } from '#core/usecases/account/log-out.ts';
import { makeRefreshSession } from '#core/usecases/account/refresh-session.ts';
import { makeRegister } from '#core/usecases/account/register.ts';
import { makeSearchUsers } from '#core/usecases/account/search-users.ts';
import {
  makeEndSession,
  makeListEvents,
  makeListSessions,
} from '#core/usecases/account/sessions.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { makeUpdateMe } from '#core/usecases/account/update-me.ts';
import {
  type IdentityEnv,
  type PushingEnv,
  type RegistrationEnv,
  type SessionsEnv,
  type StorageEnv,
  storageBytesOf,
  type TableEnv,
} from '../runtime/env.ts';

/** Ports for ending sessions. Emits presence when the user goes offline. */
const endingSessions = (env: SessionsEnv) => {
  const ports = {
    conversations: conversationStore(env),
    blocks: blockStore(env),
    ...sessionPorts(env),
  };
  const announcePresence = makeAnnouncePresence({ ...ports, push: makePush(ports) });
  return { ...ports, endSessions: makeEndSessions({ ...ports, announcePresence }) };
};

/** Ports for ending sessions when the user returns at once: emits no presence. */
const replacingSessions = (env: SessionsEnv) => {
  const ports = { ...guessPorts(env), ...sessionPorts(env), ids };
  const announcePresence = async () => undefined;
  return { ...ports, endSessions: makeEndSessions({ ...ports, announcePresence }) };
};

const reading = (env: TableEnv) => ({
  users: userStore(env),
  conversations: conversationStore(env),
  blocks: blockStore(env),
  clock,
});

const changing = (env: PushingEnv) => ({ ...reading(env), push: makePush(pushPorts(env)) });

export const wireRegister = (env: RegistrationEnv) =>
  makeRegister({
    users: userStore(env),
    identities: identityProvider(env),
    ...guessPorts(env),
    invites: inviteStore(env),
    audit: auditLog(env),
    mode: env.REGISTRATION,
    clock,
    ids,
  });

export const wireSignIn = (env: SessionsEnv) => makeSignIn(replacingSessions(env));
export const wireChangePassword = (env: SessionsEnv) => makeChangePassword(replacingSessions(env));
export const wireRefreshSession = (env: SessionsEnv) => makeRefreshSession(endingSessions(env));
export const wireLogOut = (env: SessionsEnv) => makeLogOut(endingSessions(env));
export const wireEndSession = (env: SessionsEnv) => makeEndSession(endingSessions(env));
export const wireDeactivateMe = (env: SessionsEnv) => makeDeactivateMe(endingSessions(env));

export const wireListSessions = (env: IdentityEnv) =>
  makeListSessions({ users: userStore(env), identities: identityProvider(env) });
export const wireListEvents = (env: TableEnv) =>
  makeListEvents({ users: userStore(env), audit: auditLog(env) });

export const wireGetMe = (env: TableEnv) => makeGetMe({ users: userStore(env) });
export const wireUpdateMe = (env: PushingEnv) => makeUpdateMe(changing(env));
export const wireExportMe = (env: TableEnv) =>
  makeExportMe({ ...reading(env), audit: auditLog(env) });
export const wireGetStorage = (env: StorageEnv) =>
  makeGetStorage({
    users: userStore(env),
    attachments: attachmentStore(env),
    storageBytes: storageBytesOf(env),
  });

export const wireSearchUsers = (env: TableEnv) => makeSearchUsers({ users: userStore(env) });
export const wireGetUser = (env: TableEnv) => makeGetUser(reading(env));
export const wireBlockUser = (env: PushingEnv) => makeBlockUser(changing(env));
export const wireUnblockUser = (env: PushingEnv) => makeUnblockUser(changing(env));
export const wireListBlocks = (env: TableEnv) =>
  makeListBlocks({ users: userStore(env), blocks: blockStore(env) });
