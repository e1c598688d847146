import { addPasskey as contract } from '#contracts/http/passkeys/passkeys.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { relyingParty } from '../../runtime/origin.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireAddPasskey } from '../../wiring/passkeys.ts';

const config = readEnv(httpEnv['add-passkey']);
const addPasskey = wireAddPasskey(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const added = await addPasskey(caller, {
    ...body,
    ...relyingParty(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return added.ok ? reply(201, added.value) : added;
});
