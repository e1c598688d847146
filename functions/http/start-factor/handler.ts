import { startFactor as contract } from '#contracts/http/factor/factor.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerAddress, viewerClient, viewerHost } from '../../runtime/viewer.ts';
import { wireStartFactor } from '../../wiring/factor.ts';

const config = readEnv(httpEnv['start-factor']);
const startFactor = wireStartFactor(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const answer = await startFactor(caller, {
    ...body,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
    issuer: viewerHost(event, config.ORIGIN_SECRET) ?? 'Parley',
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
