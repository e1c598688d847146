import { blockStore, conversationStore, sessionPorts } from '#backend';
import { refreshToken as contract } from '../../contracts/http/auth.ts';
import { makePush } from '../../core/push.ts';
import { makeAnnouncePresence } from '../../core/usecases/announce-presence.ts';
import { makeEndSessions } from '../../core/usecases/end-sessions.ts';
import { makeRefreshSession } from '../../core/usecases/refresh-session.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { refreshTokenOf, sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const deps = {
  conversations: conversationStore(config),
  blocks: blockStore(config),
  ...sessionPorts(config),
};
const announcePresence = makeAnnouncePresence({ ...deps, push: makePush(deps) });
const endSessions = makeEndSessions({ ...deps, announcePresence });
const refresh = makeRefreshSession({ ...deps, endSessions });

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const token = refreshTokenOf(event, mode.value, body.refresh_token);
  const refreshed = await refresh(token, viewerClient(event, config.ORIGIN_SECRET));
  if (!refreshed.ok) return refreshed;
  const session = tokensReply(event, mode.value, refreshed.value);
  return reply(200, session.body, { cookies: session.cookies });
});
