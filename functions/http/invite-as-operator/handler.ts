import { inviteAsOperator as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { viewerClient } from '../../runtime/viewer.ts';
import { wireInviteAsOperator } from '../../wiring/operator.ts';

const config = readEnv(httpEnv['invite-as-operator']);
const inviteAsOperator = wireInviteAsOperator(config);

export const handler = httpHandler(contract, async ({ caller, event }) => {
  const answer = await inviteAsOperator(caller, viewerClient(event, config.ORIGIN_SECRET));
  return answer.ok ? reply(201, answer.value) : answer;
});
