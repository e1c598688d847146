import { healthProbe } from '#backend';
import { takesUploads } from '#backend/files';
import { getHealth as contract } from '#contracts/http/system.ts';
import { version } from '#contracts/version.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';

const config = readEnv(httpEnv['get-health']);
const probe = healthProbe(config);
const hasRoom = takesUploads(config);

export const handler = httpHandler(contract, async () => {
  if (!(await probe.check())) return reply(503, { status: 'error', db: 'unavailable' });
  const healthy = { status: 'ok', db: 'ok', version, ...(await probe.parts()) } as const;
  return reply(200, (await hasRoom()) ? healthy : { ...healthy, uploads: 'paused' });
});
