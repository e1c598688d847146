import { guessPorts, ids, sessionPorts } from '#backend';
import { issueToken as contract } from '../../contracts/http/auth.ts';
import { makeEndSessions } from '../../core/usecases/end-sessions.ts';
import { makeSignIn } from '../../core/usecases/sign-in.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { deviceCookies, deviceOf } from '../../runtime/device-cookie.ts';
import { readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const deps = {
  ...guessPorts(config),
  ...sessionPorts(config),
  ids,
};
// Whoever signs in comes online at once: nobody need learn that an old session took its user offline.
const endSessions = makeEndSessions({ ...deps, announcePresence: async () => undefined });
const signIn = makeSignIn({ ...deps, endSessions });

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const signedIn = await signIn({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    device: deviceOf(event, mode.value),
  });
  if (!signedIn.ok) return signedIn;
  const session = tokensReply(event, mode.value, signedIn.value.tokens);
  const cookies = [...session.cookies, ...deviceCookies(event, signedIn.value.device)];
  return reply(200, session.body, { cookies });
});
