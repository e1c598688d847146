import { testPush as contract } from '#contracts/http/push.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireTestPush } from '../../wiring/notifications.ts';

const test = wireTestPush(readEnv(httpEnv['test-push']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await test(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
