import { setDisappearing as contract } from '#contracts/http/disappearing/set-disappearing.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireSetDisappearing } from '../../wiring/conversations.ts';

const setDisappearing = wireSetDisappearing(readEnv(httpEnv['set-disappearing']));

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const set = await setDisappearing(caller, { conversationId: params.id, after: body.after });
  return set.ok ? reply(200, set.value) : set;
});
