import { clock, counterStore, identityProvider, userStore } from '#backend';
import { issueToken as contract } from '../../contracts/http/auth.ts';
import { makeSignIn } from '../../core/usecases/sign-in.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const signIn = makeSignIn({
  users: userStore(config),
  identities: identityProvider(config),
  counters: counterStore(config),
  clock,
});

export const handler = httpHandler(contract, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const signedIn = await signIn({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
  });
  if (!signedIn.ok) return signedIn;
  const session = tokensReply(event, mode.value, signedIn.value.tokens);
  return reply(200, session.body, { cookies: session.cookies });
});
