import { deletePushSubscription as contract } from '#contracts/http/push.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireDeleteSubscription } from '../../wiring/notifications.ts';

const remove = wireDeleteSubscription(readEnv(httpEnv['delete-push-subscription']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await remove(caller);
  return answer.ok ? reply(204, null) : answer;
});
