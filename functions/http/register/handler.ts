import { register as contract } from '#contracts/http/auth.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { deviceCookies, deviceOf } from '../../runtime/device-cookie.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireRegister } from '../../wiring/register.ts';

const config = readEnv(httpEnv.register);
const register = wireRegister(config);

export const handler = authHandler(contract, config, async ({ body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const registered = await register({
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    device: deviceOf(event, mode.value),
  });
  if (!registered.ok) return registered;
  const { user, tokens, device, conversationId } = registered.value;
  const { body: session, cookies: own } = tokensReply(event, mode.value, tokens);
  const cookies = [...own, ...deviceCookies(event, device)];
  const opened = conversationId === null ? {} : { conversation_id: conversationId };
  return reply(201, { ...session, user, ...opened }, { cookies });
});
