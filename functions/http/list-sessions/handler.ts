import { identityProvider, userStore } from '#backend';
import { listSessions as contract } from '../../contracts/http/sessions.ts';
import { makeListSessions } from '../../core/usecases/sessions.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listSessions = makeListSessions({
  users: userStore(config),
  identities: identityProvider(config),
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listSessions(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
