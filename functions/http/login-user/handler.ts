import { clock, identityProvider, userStore } from '#backend';
import { loginUser as contract } from '../../contracts/http/auth.ts';
import { makeSignIn } from '../../core/usecases/sign-in.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const signIn = makeSignIn({
  users: userStore(config),
  identities: identityProvider(config),
  clock,
});

export const handler = httpHandler(contract, async ({ body }) => {
  const signedIn = await signIn(body);
  if (!signedIn.ok) return signedIn;
  const { user, tokens } = signedIn.value;
  return reply(200, { access_token: tokens.accessToken, token_type: 'bearer', user });
});
