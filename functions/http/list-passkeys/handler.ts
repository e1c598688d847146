import { listPasskeys as contract } from '#contracts/http/passkeys/passkeys.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireListPasskeys } from '../../wiring/passkeys.ts';

const listPasskeys = wireListPasskeys(readEnv(httpEnv['list-passkeys']));

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await listPasskeys(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
