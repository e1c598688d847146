import { unblockUser as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireUnblockUser } from '../../wiring/account.ts';

const unblockUser = wireUnblockUser(readEnv(httpEnv['unblock-user']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await unblockUser(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
