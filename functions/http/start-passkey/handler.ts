import { startPasskey as contract } from '#contracts/http/passkeys/passkeys.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { relyingParty } from '../../runtime/origin.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireStartPasskey } from '../../wiring/passkeys.ts';

const config = readEnv(httpEnv['start-passkey']);
const startPasskey = wireStartPasskey(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const started = await startPasskey(caller, {
    password: body.password,
    host: relyingParty(event, config.ORIGIN_SECRET).host,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return started.ok ? reply(200, started.value) : started;
});
