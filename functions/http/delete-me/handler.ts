import { deleteMe as contract } from '../../contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireDeleteMe } from '../../wiring/account.ts';

const deleteMe = wireDeleteMe(readEnv(httpEnv['delete-me']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await deleteMe(caller);
  return answer.ok ? reply(204, answer.value) : answer;
});
