import { removeFactor as contract } from '#contracts/http/factor/factor.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireRemoveFactor } from '../../wiring/factor.ts';

const config = readEnv(httpEnv['remove-factor']);
const removeFactor = wireRemoveFactor(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const answer = await removeFactor(caller, {
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return answer.ok ? reply(204, answer.value) : answer;
});
