import { listEvents as contract } from '#contracts/http/sessions.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListEvents } from '../../wiring/account.ts';

const listEvents = wireListEvents(readEnv(httpEnv['list-events']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listEvents(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
