import { endSession as contract } from '#contracts/http/sessions.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireEndSession } from '../../wiring/sessions.ts';

const endSession = wireEndSession(readEnv(httpEnv['end-session']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await endSession(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
