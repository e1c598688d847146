import { getMarks as contract } from '#contracts/http/marks/marks.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetMarks } from '../../wiring/marks.ts';

const getMarks = wireGetMarks(readEnv(httpEnv['get-marks']));

export const handler = httpHandler(contract, async ({ caller, params }) => {
  const answer = await getMarks(caller, params.id);
  return answer.ok ? reply(200, answer.value) : answer;
});
