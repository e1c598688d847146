import { startPasskeySignIn as contract } from '#contracts/http/passkeys/passkeys.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { relyingParty } from '../../runtime/origin.ts';
import { wireStartPasskeySignIn } from '../../wiring/passkeys.ts';

const config = readEnv(httpEnv['start-passkey-sign-in']);
const startSignIn = wireStartPasskeySignIn(config);

export const handler = authHandler(contract, config, async ({ event }) => {
  const options = await startSignIn(relyingParty(event, config.ORIGIN_SECRET).host);
  return reply(200, options);
});
