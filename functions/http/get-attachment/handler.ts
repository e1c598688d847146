import { attachmentStore, blobStore, clock, conversationStore, userStore } from '#backend';
import { getAttachment as contract } from '../../contracts/http/attachments.ts';
import { makeGetAttachment } from '../../core/usecases/get-attachment.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { absoluteUrl } from '../../runtime/origin.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getAttachment = makeGetAttachment({
  users: userStore(config),
  conversations: conversationStore(config),
  attachments: attachmentStore(config),
  blobs: blobStore(config),
  clock,
});

/** A script asks for JSON by name; `*` and a browser's own list get the redirect. */
const wantsJson = (accept = ''): boolean => /\bapplication\/json\b/i.test(accept);

export const handler = httpHandler(contract, async ({ caller, params, event }) => {
  const answer = await getAttachment(caller, params.id);
  if (!answer.ok) return answer;
  const url = absoluteUrl(answer.value.url, event);
  return wantsJson(event.headers['accept'])
    ? reply(200, { ...answer.value, url })
    : reply(302, null, { headers: { location: url } });
});
