import { renamePasskey as contract } from '#contracts/http/passkeys/passkeys.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireRenamePasskey } from '../../wiring/passkeys.ts';

const renamePasskey = wireRenamePasskey(readEnv(httpEnv['rename-passkey']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const renamed = await renamePasskey(caller, { id: params.id, name: body.name });
  return renamed.ok ? reply(200, renamed.value) : renamed;
});
