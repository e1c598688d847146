import { registerUser as contract } from '#contracts/http/auth.ts';
import { authHandler } from '#functions/runtime/auth-handler.ts';
import { httpEnv, readEnv } from '#functions/runtime/env.ts';
import { reply } from '#functions/runtime/http.ts';
import { viewerAddress, viewerClient } from '#functions/runtime/viewer.ts';
import { wireRegister } from '#functions/wiring/register.ts';

const config = readEnv(httpEnv['register-user']);
const register = wireRegister(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const registered = await register({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    isRenewable: false,
  });
  if (!registered.ok) return registered;
  const { user, tokens } = registered.value;
  return reply(201, { access_token: tokens.accessToken, token_type: 'bearer', user });
});
