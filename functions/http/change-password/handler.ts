import { changePassword as contract } from '#contracts/http/auth.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { sessionMode, tokensReply } from '../../runtime/session.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireChangePassword } from '../../wiring/sign-in.ts';

const config = readEnv(httpEnv['change-password']);
const changePassword = wireChangePassword(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const mode = sessionMode(event, config.ORIGIN_SECRET);
  if (!mode.ok) return mode;
  const changed = await changePassword(caller, {
    currentPassword: body.current_password,
    newPassword: body.new_password,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  if (!changed.ok) return changed;
  const session = tokensReply(event, mode.value, changed.value);
  return reply(200, session.body, { cookies: session.cookies });
});
