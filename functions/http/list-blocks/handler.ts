import { listBlocks as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListBlocks } from '../../wiring/account.ts';

const listBlocks = wireListBlocks(readEnv(httpEnv['list-blocks']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listBlocks(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
