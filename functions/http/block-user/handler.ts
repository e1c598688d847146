import { blockUser as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireBlockUser } from '../../wiring/account.ts';

const blockUser = wireBlockUser(readEnv(httpEnv['block-user']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await blockUser(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
