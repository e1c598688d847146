import {
  attachmentStore,
  auditLog,
  clock,
  directory,
  factorStore,
  guessPorts,
  healthProbe,
  identityProvider,
  ids,
  inviteStore,
  passkeyStore,
  userStore,
} from '#backend';
import { takesUploads } from '#backend/files';
import { makeOperateAccount } from '#core/usecases/operator/operate-account.ts';
import {
  makeInviteAsOperator,
  makeRevokeAsOperator,
} from '#core/usecases/operator/operator-invitations.ts';
import { makeGetOverview } from '#core/usecases/operator/overview.ts';
import { makeGetPerson, makeListPeople } from '#core/usecases/operator/people.ts';
import type {
  IdentityEnv,
  InvitationsEnv,
  OverviewEnv,
  SessionsEnv,
  TableEnv,
} from '../runtime/env.ts';
import { endingSessions } from './ending-sessions.ts';

const people = (env: IdentityEnv) => ({
  users: userStore(env),
  identities: identityProvider(env),
  attachments: attachmentStore(env),
  factors: factorStore(env),
  passkeys: passkeyStore(env),
});

const inviting = (env: TableEnv) => ({
  users: userStore(env),
  invites: inviteStore(env),
  audit: auditLog(env),
  clock,
  ids,
});

export const wireGetOverview = (env: OverviewEnv) =>
  makeGetOverview({
    ...inviting(env),
    directory: directory(env),
    health: healthProbe(env),
    takesUploads: takesUploads(env),
    registration: env.REGISTRATION,
    invitations: env.INVITATIONS,
  });
export const wireListPeople = (env: IdentityEnv) =>
  makeListPeople({ ...people(env), directory: directory(env) });
export const wireGetPerson = (env: IdentityEnv) => makeGetPerson(people(env));
export const wireOperateAccount = (env: SessionsEnv) =>
  makeOperateAccount({
    ...guessPorts(env),
    ...endingSessions(env),
    attachments: attachmentStore(env),
    factors: factorStore(env),
    passkeys: passkeyStore(env),
    ids,
  });
export const wireInviteAsOperator = (env: InvitationsEnv) =>
  makeInviteAsOperator({ ...inviting(env), invitations: env.INVITATIONS });
export const wireRevokeAsOperator = (env: TableEnv) => makeRevokeAsOperator(inviting(env));
