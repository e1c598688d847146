import { blockStore, clock, conversationStore, pushPorts, userStore } from '#backend';
import { updateMe as contract } from '../../contracts/http/users.ts';
import { makePush } from '../../core/push.ts';
import { makeUpdateMe } from '../../core/usecases/update-me.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const updateMe = makeUpdateMe({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  clock,
  push: makePush(pushPorts(config)),
});

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const { username, email, privacy } = body;
  const answer = await updateMe(caller, {
    username,
    email,
    privacy: {
      ...(privacy?.presence !== undefined && { presence: privacy.presence }),
      ...(privacy?.read_receipts !== undefined && { readReceipts: privacy.read_receipts }),
    },
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
