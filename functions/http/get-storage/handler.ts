import { attachmentStore, userStore } from '#backend';
import { getStorage as contract } from '../../contracts/http/users.ts';
import { makeGetStorage } from '../../core/usecases/get-storage.ts';
import { readEnv, storageBytesOf } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const config = readEnv(env);
const getStorage = makeGetStorage({
  users: userStore(config),
  attachments: attachmentStore(config),
  storageBytes: storageBytesOf(config),
});

export const handler = httpHandler(contract, async ({ caller }) => {
  const answer = await getStorage(caller);
  return answer.ok ? reply(200, answer.value) : answer;
});
