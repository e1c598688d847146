import { blockStore, userStore } from '#backend';
import { listBlocks as contract } from '../../contracts/http/users.ts';
import { makeListBlocks } from '../../core/usecases/blocks.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const listBlocks = makeListBlocks({
  users: userStore(config),
  blocks: blockStore(config),
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listBlocks(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
