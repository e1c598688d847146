import { deleteMessage as contract } from '#contracts/http/messages.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireDeleteMessage } from '../../wiring/messages.ts';

const deleteMessage = wireDeleteMessage(readEnv(httpEnv['delete-message']));

export const handler = httpHandler(contract, async ({ caller, params, query }) => {
  const answer = await deleteMessage(caller, { id: params.id, onlyUnread: query.only_unread });
  return answer.ok ? reply(204, answer.value) : answer;
});
