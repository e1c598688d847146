import { refreshToken as contract } from '#contracts/http/tokens.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { refreshTokenOf, sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireRefreshSession } from '../../wiring/refresh-session.ts';

const config = readEnv(httpEnv['refresh-token']);
const refresh = wireRefreshSession(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const token = refreshTokenOf(event, mode.value, body.refresh_token);
  const refreshed = await refresh(token, viewerClient(event, config.ORIGIN_SECRET));
  if (!refreshed.ok) return refreshed;
  const session = tokensReply(event, mode.value, refreshed.value);
  return reply(200, session.body, { cookies: session.cookies });
});
