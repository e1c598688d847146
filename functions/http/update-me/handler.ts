import { updateMe as contract } from '#contracts/http/users.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireUpdateMe } from '../../wiring/account.ts';

const updateMe = wireUpdateMe(readEnv(httpEnv['update-me']));

export const handler = httpHandler(contract, async ({ caller, body }) => {
  const { username, email, display_name: displayName, about, photo, privacy } = body;
  const answer = await updateMe(caller, {
    username,
    email,
    displayName,
    about,
    photo: typeof photo === 'string' ? Buffer.from(photo, 'base64') : photo,
    privacy: {
      ...(privacy?.presence !== undefined && { presence: privacy.presence }),
      ...(privacy?.read_receipts !== undefined && { readReceipts: privacy.read_receipts }),
    },
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
