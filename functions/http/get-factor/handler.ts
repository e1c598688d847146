import { getFactor as contract } from '#contracts/http/factor/factor.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetFactor } from '../../wiring/factor.ts';

const getFactor = wireGetFactor(readEnv(httpEnv['get-factor']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getFactor(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
