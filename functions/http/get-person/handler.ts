import { getPerson as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetPerson } from '../../wiring/operator.ts';

const getPerson = wireGetPerson(readEnv(httpEnv['get-person']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getPerson(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
