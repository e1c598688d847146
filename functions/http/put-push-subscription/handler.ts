import { putPushSubscription as contract } from '#contracts/http/push.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wirePutSubscription } from '../../wiring/notifications.ts';

const put = wirePutSubscription(readEnv(httpEnv['put-push-subscription']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const { keys, quiet_hours, ...subscription } = body;
  const quietHours = quiet_hours && {
    from: quiet_hours.from,
    to: quiet_hours.to,
    timeZone: quiet_hours.time_zone,
  };
  const answer = await put(caller, { ...subscription, ...keys, quietHours });
  return answer.ok ? reply(204, null) : answer;
});
