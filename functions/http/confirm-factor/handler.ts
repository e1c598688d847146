import { confirmFactor as contract } from '#contracts/http/factor/factor.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireConfirmFactor } from '../../wiring/factor.ts';

const config = readEnv(httpEnv['confirm-factor']);
const confirmFactor = wireConfirmFactor(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const client = viewerClient(event, config.ORIGIN_SECRET);
  const answer = await confirmFactor(caller, { ...body, client });
  return answer.ok ? reply(200, { recovery_codes: [...answer.value] }) : answer;
});
