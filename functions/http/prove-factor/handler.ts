import { proveFactor as contract } from '#contracts/http/factor/factor.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { relyingParty } from '../../runtime/origin.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireProveFactor } from '../../wiring/factor.ts';
import { wireProvePasskey } from '../../wiring/passkeys.ts';

const config = readEnv(httpEnv['prove-factor']);
const proveFactor = wireProveFactor(config);
const provePasskey = wireProvePasskey(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const client = viewerClient(event, config.ORIGIN_SECRET);
  const { origin } = relyingParty(event, config.ORIGIN_SECRET);
  const answer =
    'passkey' in body
      ? await provePasskey(caller, { assertion: body.passkey, origin, client })
      : await proveFactor(caller, { ...body, client });
  return answer.ok ? reply(204, answer.value) : answer;
});
