import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { readUpTo as contract } from '../../contracts/http/conversations.ts';
import { makePush } from '../../core/push.ts';
import { makeReadUpTo } from '../../core/usecases/read-up-to.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const readUpTo = makeReadUpTo({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await readUpTo(caller, { conversationId: params.id, seq: body.seq });
  return answer.ok ? reply(200, answer.value) : answer;
});
