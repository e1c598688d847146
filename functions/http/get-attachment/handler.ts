import { getAttachment as contract } from '#contracts/http/attachments.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { absoluteUrl } from '../../runtime/origin.ts';
import { wireGetAttachment } from '../../wiring/attachments.ts';

const getAttachment = wireGetAttachment(readEnv(httpEnv['get-attachment']));

/** Does `Accept` name JSON? Wildcards and the defaults of browsers get the redirect. */
const wantsJson = (accept = ''): boolean => /\bapplication\/json\b/i.test(accept);

export const handler = httpHandler(contract, async ({ caller, params, event }) => {
  const answer = await getAttachment(caller, params.id);
  if (!answer.ok) return answer;
  const url = absoluteUrl(answer.value.url, event);
  return wantsJson(event.headers['accept'])
    ? reply(200, { ...answer.value, url })
    : reply(302, null, { headers: { location: url } });
});
