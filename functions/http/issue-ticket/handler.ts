import { clock, ids, ticketStore, userStore } from '#backend';
import { issueTicket as contract } from '../../contracts/http/system.ts';
import { makeIssueTicket } from '../../core/usecases/issue-ticket.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const issueTicket = makeIssueTicket({
  users: userStore(config),
  tickets: ticketStore(config),
  clock,
  ids,
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await issueTicket(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
