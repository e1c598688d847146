import { blockStore, conversationStore, sessionPorts } from '#backend';
import { logout as contract } from '../../contracts/http/auth.ts';
import { makePush } from '../../core/push.ts';
import { makeAnnouncePresence } from '../../core/usecases/announce-presence.ts';
import { makeEndSessions } from '../../core/usecases/end-sessions.ts';
import { makeLogOut } from '../../core/usecases/log-out.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { bearerToken } from '../../runtime/bearer.ts';
import { readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { forgetSession, refreshTokenOf, sessionMode } from '../../runtime/session.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { env } from './env.ts';

const config = readEnv(env);
const ports = {
  conversations: conversationStore(config),
  blocks: blockStore(config),
  ...sessionPorts(config),
};
const announcePresence = makeAnnouncePresence({ ...ports, push: makePush(ports) });
const logOut = makeLogOut({
  ...ports,
  endSessions: makeEndSessions({ ...ports, announcePresence }),
});

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const answer = await logOut({
    refreshToken: refreshTokenOf(event, mode.value, body.refresh_token),
    accessToken: bearerToken(event.headers['authorization']),
    everywhere: body.everywhere ?? false,
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return answer.ok ? reply(204, null, { cookies: forgetSession(event, mode.value) }) : answer;
});
