import {
  broadcaster,
  clock,
  connectionRegistry,
  counterStore,
  identityProvider,
  userStore,
} from '#backend';
import { changePassword as contract } from '../../contracts/http/auth.ts';
import { makeChangePassword } from '../../core/usecases/change-password.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const changePassword = makeChangePassword({
  users: userStore(config),
  identities: identityProvider(config),
  counters: counterStore(config),
  connections: connectionRegistry(config),
  broadcaster: broadcaster(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const changed = await changePassword(caller, {
    currentPassword: body.current_password,
    newPassword: body.new_password,
    address: viewerAddress(event, config.ORIGIN_SECRET),
  });
  if (!changed.ok) return changed;
  const session = tokensReply(event, mode.value, changed.value);
  return reply(200, session.body, { cookies: session.cookies });
});
