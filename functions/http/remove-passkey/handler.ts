import { removePasskey as contract } from '#contracts/http/passkeys/passkeys.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireRemovePasskey } from '../../wiring/passkeys.ts';

const config = readEnv(httpEnv['remove-passkey']);
const removePasskey = wireRemovePasskey(config);

export const handler = authHandler(contract, config, async ({ caller, params, body, event }) => {
  const removed = await removePasskey(caller, {
    id: params.id,
    password: body.password,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return removed.ok ? reply(204, removed.value) : removed;
});
