import { revokeAsOperator as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireRevokeAsOperator } from '../../wiring/operator.ts';

const config = readEnv(httpEnv['revoke-as-operator']);
const revokeAsOperator = wireRevokeAsOperator(config);

export const handler = httpHandler(contract, async ({ caller, params, event }) => {
  const client = viewerClient(event, config.ORIGIN_SECRET);
  const answer = await revokeAsOperator(caller, params.id, client);
  return answer.ok ? reply(204, answer.value) : answer;
});
