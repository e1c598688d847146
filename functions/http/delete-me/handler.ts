import { broadcaster, clock, connectionRegistry, identityProvider, userStore } from '#backend';
import { deleteMe as contract } from '../../contracts/http/users.ts';
import { makeDeleteMe } from '../../core/usecases/delete-me.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const deleteMe = makeDeleteMe({
  users: userStore(config),
  identities: identityProvider(config),
  connections: connectionRegistry(config),
  broadcaster: broadcaster(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await deleteMe(caller);
  return answer.ok ? reply(204, answer.value) : answer;
});
