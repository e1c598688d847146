import { issueToken as contract } from '#contracts/http/auth.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { deviceCookies, deviceOf } from '../../runtime/device-cookie.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireSignIn } from '../../wiring/sign-in.ts';

const config = readEnv(httpEnv['issue-token']);
const signIn = wireSignIn(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const signedIn = await signIn({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    device: deviceOf(event, mode.value),
    isTwoStep: true,
  });
  if (!signedIn.ok) return signedIn;
  const session = tokensReply(event, mode.value, signedIn.value.tokens);
  const cookies = [...session.cookies, ...deviceCookies(event, signedIn.value.device)];
  return reply(200, session.body, { cookies });
});
