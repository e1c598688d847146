import { blockStore, conversationStore, sessionPorts } from '#backend';
import { endSession as contract } from '../../contracts/http/sessions.ts';
import { makePush } from '../../core/push.ts';
import { makeAnnouncePresence } from '../../core/usecases/announce-presence.ts';
import { makeEndSessions } from '../../core/usecases/end-sessions.ts';
import { makeEndSession } from '../../core/usecases/sessions.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const deps = {
  conversations: conversationStore(config),
  blocks: blockStore(config),
  ...sessionPorts(config),
};
const announcePresence = makeAnnouncePresence({ ...deps, push: makePush(deps) });
const endSessions = makeEndSessions({ ...deps, announcePresence });
const endSession = makeEndSession({ ...deps, endSessions });

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await endSession(caller, params.id);
  return answer.ok ? reply(204, answer.value) : answer;
});
