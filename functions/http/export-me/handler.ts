import { auditLog, blockStore, clock, conversationStore, userStore } from '#backend';
import { exportMe as contract } from '../../contracts/http/export.ts';
import { makeExportMe } from '../../core/usecases/export-me.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const exportMe = makeExportMe({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  audit: auditLog(config),
  clock,
});

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await exportMe(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
