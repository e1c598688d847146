import { getOverview as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetOverview } from '../../wiring/operator.ts';

const getOverview = wireGetOverview(readEnv(httpEnv['get-overview']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getOverview(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
