import { broadcaster, connectionRegistry } from '#backend';
import { makeUnknownFrame } from '../../core/usecases/unknown-frame.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const unknownFrame = makeUnknownFrame({
  connections: connectionRegistry(config),
  broadcaster: broadcaster(config),
});

export const handler = websocketHandler('$default', async ({ requestContext }) => {
  await unknownFrame(requestContext.connectionId);
  return undefined;
});
