import { copyAttachment as contract } from '#contracts/http/attachments.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireCopyAttachment } from '../../wiring/attachments.ts';

const copyAttachment = wireCopyAttachment(readEnv(httpEnv['copy-attachment']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await copyAttachment(caller, { id: params.id, clientId: body.client_id });
  return answer.ok ? reply(200, answer.value) : answer;
});
