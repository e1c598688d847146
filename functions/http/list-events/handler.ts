import { auditLog, userStore } from '#backend';
import { listEvents as contract } from '../../contracts/http/sessions.ts';
import { makeListEvents } from '../../core/usecases/sessions.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listEvents = makeListEvents({ users: userStore(config), audit: auditLog(config) });

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await listEvents(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
