import {
  auditLog,
  clock,
  guessPorts,
  identityProvider,
  ids,
  inviteStore,
  userStore,
} from '#backend';
import { registerUser as contract } from '../../contracts/http/auth.ts';
import { makeRegister } from '../../core/usecases/register.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const register = makeRegister({
  users: userStore(config),
  identities: identityProvider(config),
  ...guessPorts(config),
  invites: inviteStore(config),
  audit: auditLog(config),
  mode: config.REGISTRATION,
  clock,
  ids,
});

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const registered = await register({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    isRenewable: false,
  });
  if (!registered.ok) return registered;
  const { user, tokens } = registered.value;
  return reply(201, { access_token: tokens.accessToken, token_type: 'bearer', user });
});
