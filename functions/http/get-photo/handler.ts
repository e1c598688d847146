import { getPhoto as contract } from '#contracts/http/users.ts';
import { limits } from '#contracts/limits.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireGetPhoto } from '../../wiring/photos.ts';

const getPhoto = wireGetPhoto(readEnv(httpEnv['get-photo']));

export const handler = httpHandler(contract, async ({ params }) => {
  const answer = await getPhoto(params.id, params.hash);
  if (!answer.ok) return answer;
  const { mime, bytes } = answer.value;
  return reply(200, null, {
    bytes,
    headers: {
      'content-type': mime,
      'cache-control': `private, max-age=${limits.photo.cacheSeconds}, immutable`,
    },
  });
});
