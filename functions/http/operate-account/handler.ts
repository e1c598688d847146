import { operateAccount as contract } from '#contracts/http/admin/routes.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { viewerAddress, viewerClient } from '../../runtime/viewer.ts';
import { wireOperateAccount } from '../../wiring/operator.ts';

const config = readEnv(httpEnv['operate-account']);
const operateAccount = wireOperateAccount(config);

export const handler = httpHandler(contract, async ({ caller, params, body, event }) => {
  const answer = await operateAccount(caller, params.id, {
    action: body.action,
    sessionId: body.session_id,
    currentPassword: body.current_password,
    address: viewerAddress(event, config.ORIGIN_SECRET),
    client: viewerClient(event, config.ORIGIN_SECRET),
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
