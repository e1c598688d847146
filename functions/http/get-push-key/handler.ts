import { getPushKey as contract } from '#contracts/http/push.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetPushKey } from '../../wiring/notifications.ts';

const get = wireGetPushKey(readEnv(httpEnv['get-push-key']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await get(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
