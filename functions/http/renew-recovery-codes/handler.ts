import { renewRecoveryCodes as contract } from '#contracts/http/factor/factor.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireRenewRecoveryCodes } from '../../wiring/factor.ts';

const config = readEnv(httpEnv['renew-recovery-codes']);
const renew = wireRenewRecoveryCodes(config);

export const handler = httpHandler(contract, async ({ caller, event }) => {
  const answer = await renew(caller, viewerClient(event, config.ORIGIN_SECRET));
  return answer.ok ? reply(200, { recovery_codes: [...answer.value] }) : answer;
});
