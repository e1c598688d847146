import { proveFactor as contract } from '#contracts/http/factor/factor.ts';
import { authHandler } from '../../runtime/auth-handler.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { reply } from '../../runtime/http.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireProveFactor } from '../../wiring/factor.ts';

const config = readEnv(httpEnv['prove-factor']);
const proveFactor = wireProveFactor(config);

export const handler = authHandler(contract, config, async ({ caller, body, event }) => {
  const client = viewerClient(event, config.ORIGIN_SECRET);
  const answer = await proveFactor(caller, { ...body, client });
  return answer.ok ? reply(204, answer.value) : answer;
});
