import {
  blockStore,
  clock,
  conversationStore,
  counterStore,
  ids,
  inviteStore,
  memberSettingsStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeAcceptInvitation } from '#core/usecases/invitations/accept-invitation.ts';
import {
  makeCreateInvitation,
  makeListInvitations,
  makeRevokeInvitation,
} from '#core/usecases/invitations/own-invitations.ts';
import type { AcceptingEnv, InvitationsEnv, TableEnv } from '../runtime/env.ts';

const ports = (env: TableEnv) => ({ users: userStore(env), invites: inviteStore(env), clock, ids });

export const wireCreateInvitation = (env: InvitationsEnv) =>
  makeCreateInvitation({ ...ports(env), invitations: env.INVITATIONS });
export const wireListInvitations = (env: InvitationsEnv) =>
  makeListInvitations({ ...ports(env), invitations: env.INVITATIONS });
export const wireRevokeInvitation = (env: TableEnv) => makeRevokeInvitation(ports(env));
export const wireAcceptInvitation = (env: AcceptingEnv) =>
  makeAcceptInvitation({
    ...ports(env),
    conversations: conversationStore(env),
    blocks: blockStore(env),
    settings: memberSettingsStore(env),
    counters: counterStore(env),
    push: makePush(pushPorts(env)),
    invitations: env.INVITATIONS,
  });
