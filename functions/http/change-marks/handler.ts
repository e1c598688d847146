import { changeMarks as contract } from '#contracts/http/marks/marks.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireChangeMarks } from '../../wiring/marks.ts';

const changeMarks = wireChangeMarks(readEnv(httpEnv['change-marks']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answer = await changeMarks(caller, {
    conversationId: params.id,
    clearedSeq: body.cleared_seq,
    hide: body.hide,
    star: body.star,
    unstar: body.unstar,
    socketId: body.socket_id,
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
