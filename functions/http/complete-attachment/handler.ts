import { completeAttachment as contract } from '#contracts/http/attachments.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireCompleteAttachment } from '../../wiring/attachments.ts';

const completeAttachment = wireCompleteAttachment(readEnv(httpEnv['complete-attachment']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await completeAttachment(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
