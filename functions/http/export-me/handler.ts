import { exportMe as contract } from '#contracts/http/export.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireExportMe } from '../../wiring/account.ts';

const exportMe = wireExportMe(readEnv(httpEnv['export-me']));

export const handler = httpHandler(contract, async ({ caller, query }) => {
  const answer = await exportMe(caller, query);
  return answer.ok ? reply(200, answer.value) : answer;
});
