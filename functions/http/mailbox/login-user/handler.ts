import { loginUser as contract } from '#contracts/http/auth.ts';
import { authHandler } from '#functions/runtime/auth-handler.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { reply } from '#functions/runtime/http.ts';
import { viewerAddress, viewerClient } from '#functions/runtime/viewer.ts';
import { wireSignIn } from '#functions/wiring/sign-in.ts';

const config = readEnv(httpEnv['login-user']);
const signIn = wireSignIn(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const signedIn = await signIn({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    isRenewable: false,
  });
  if (!signedIn.ok) return signedIn;
  const { user, tokens } = signedIn.value;
  return reply(200, { access_token: tokens.accessToken, token_type: 'bearer', user });
});
