import { healthProbe } from '#backend';
import { getHealth as contract } from '../../contracts/http/system.ts';
import { version } from '../../contracts/version.ts';
import { readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { env } from './env.ts';

const probe = healthProbe(readEnv(env));

export const handler = httpHandler(contract, async () =>
  (await probe.check())
    ? reply(200, { status: 'ok', db: 'ok', version })
    : reply(503, { status: 'error', db: 'unavailable' }),
);
