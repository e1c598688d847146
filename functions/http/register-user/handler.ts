import { clock, identityProvider, ids, userStore } from '#backend';
import { registerUser as contract } from '../../contracts/http/auth.ts';
import { makeRegister } from '../../core/usecases/register.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const register = makeRegister({
  users: userStore(config),
  identities: identityProvider(config),
  clock,
  ids,
});

export const handler = httpHandler(contract, async ({ body }) => {
  const registered = await register(body);
  if (!registered.ok) return registered;
  const { user, tokens } = registered.value;
  return reply(201, { access_token: tokens.accessToken, token_type: 'bearer', user });
});
