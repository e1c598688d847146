import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { unblockUser as contract } from '../../contracts/http/users.ts';
import { makePush } from '../../core/push.ts';
import { makeUnblockUser } from '../../core/usecases/blocks.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const unblockUser = makeUnblockUser({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await unblockUser(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
