import { listPeople as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListPeople } from '../../wiring/operator.ts';

const listPeople = wireListPeople(readEnv(httpEnv['list-people']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listPeople(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
