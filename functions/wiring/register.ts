import {
  auditLog,
  clock,
  conversationStore,
  guessPorts,
  identityProvider,
  ids,
  inviteStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeRegister } from '#core/usecases/account/register.ts';
import { makeInvited } from '#core/usecases/invitations/invited.ts';
import type { RegistrationEnv } from '../runtime/env.ts';

export const wireRegister = (env: RegistrationEnv) => {
  const users = userStore(env);
  return makeRegister({
    users,
    identities: identityProvider(env),
    ...guessPorts(env),
    audit: auditLog(env),
    mode: env.REGISTRATION,
    invited: makeInvited({
      users,
      invites: inviteStore(env),
      conversations: conversationStore(env),
      push: makePush(pushPorts(env)),
      invitations: env.INVITATIONS,
      clock,
      ids,
    }),
    clock,
    ids,
  });
};
