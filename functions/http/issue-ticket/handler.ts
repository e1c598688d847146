import { issueTicket as contract } from '#contracts/http/system.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireIssueTicket } from '../../wiring/sockets.ts';

const issueTicket = wireIssueTicket(readEnv(httpEnv['issue-ticket']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await issueTicket(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
