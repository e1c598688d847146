import { identityProvider, userStore } from '#backend';
import { refreshToken as contract } from '../../contracts/http/auth.ts';
import { makeRefreshSession } from '../../core/usecases/refresh-session.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { refreshTokenOf, sessionMode, tokensReply } from '../../runtime/session.ts';
import { env } from './env.ts';

const config = readEnv(env);
const refresh = makeRefreshSession({
  users: userStore(config),
  identities: identityProvider(config),
});

export const handler = httpHandler(contract, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const refreshed = await refresh(refreshTokenOf(event, mode.value, body.refresh_token));
  if (!refreshed.ok) return refreshed;
  const session = tokensReply(event, mode.value, refreshed.value);
  return reply(200, session.body, { cookies: session.cookies });
});
