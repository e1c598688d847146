import { answerRequest as contract } from '#contracts/http/answer-request.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireAnswerRequest } from '../../wiring/conversations.ts';

const answerRequest = wireAnswerRequest(readEnv(httpEnv['answer-request']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const answered = await answerRequest(caller, { conversationId: params.id, answer: body.answer });
  return answered.ok ? reply(200, answered.value) : answered;
});
