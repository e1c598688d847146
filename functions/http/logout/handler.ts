import { logout as contract } from '#contracts/http/auth.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { bearerToken } from '../../runtime/bearer.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { clearSessionCookies, refreshTokenOf, sessionMode } from '../../runtime/session.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireLogOut } from '../../wiring/sessions.ts';

const config = readEnv(httpEnv.logout);
const logOut = wireLogOut(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const answer = await logOut({
    refreshToken: refreshTokenOf(event, mode.value, body.refresh_token),
    accessToken: bearerToken(event.headers['authorization']),
    everywhere: body.everywhere ?? false,
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return answer.ok ? reply(204, null, { cookies: clearSessionCookies(event, mode.value) }) : answer;
});
