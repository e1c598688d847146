import { describe, expect, it, onTestFinished } from 'vitest';
import type { ServerEvent } from '#contracts/realtime.ts';
import { broadcaster } from '#functions/adapters/aws/apigateway/broadcaster.ts';
import { clock } from '#functions/adapters/system.ts';
import { describeBroadcaster, type Sockets } from '../../ports/broadcaster.suite.ts';
import { awsError, type Script, scriptedAws } from '../../support/ports/scripted-aws.ts';

process.env['AWS_REGION'] ??= 'us-east-1';
process.env['AWS_ACCESS_KEY_ID'] ??= 'test';
process.env['AWS_SECRET_ACCESS_KEY'] ??= 'test';

const pong: ServerEvent = { type: 'pong', payload: {} };

const against = async (script: Script) => {
  const server = await scriptedAws(script);
  onTestFinished(server.close);
  return { server, pushes: broadcaster({ CONNECTIONS_ENDPOINT: `${server.endpoint}/ws` }) };
};

/** The management API over sockets in memory. */
const managementApi = async (): Promise<Sockets> => {
  const sockets = new Map<string, { received: ServerEvent[] }>();
  const { pushes } = await against(({ method, path, body }) => {
    const id = path.replace('/ws/@connections/', '').replace(/\?.*$/, '');
    const socket = sockets.get(id);
    if (!socket) return awsError('GoneException', {}, 410);
    if (method === 'DELETE') sockets.delete(id);
    else socket.received.push(body as ServerEvent);
    return { status: method === 'DELETE' ? 204 : 200 };
  });
  const connect = () => {
    const id = `socket/${sockets.size}=`;
    const received: ServerEvent[] = [];
    sockets.set(id, { received });
    return { id, received, isClosed: () => !sockets.has(id) };
  };
  return { broadcaster: pushes, connect };
};

describeBroadcaster('API Gateway management API', managementApi);

describe('a push that fails', () => {
  it('reports a closed socket by the status, whatever the name of the error', async () => {
    const { pushes } = await against(() => awsError('Unknown', {}, 410));

    expect(await pushes.post('socket', pong)).toBe('gone');
  });

  it.each([
    ['forbidden', awsError('ForbiddenException', {}, 403)],
    ['throttled', awsError('LimitExceededException', {}, 429)],
    ['a failure there', { status: 500, body: 'not even JSON' }],
  ])('fails after one attempt if the gateway is %s', async (_, answer) => {
    const { server, pushes } = await against(() => answer);

    expect(await pushes.post('socket', pong)).toBe('failed');
    await pushes.disconnect('socket', 4401);
    expect(server.calls).toHaveLength(2);
  });

  it('fails within a second without a response', async () => {
    const { pushes } = await against(() => undefined);
    const late = new AbortController();
    // Timers of one process fire in order, however busy the machine is.
    const longAfter = clock.sleep(5_000, late.signal).then(() => 'still waiting');

    expect(await Promise.race([pushes.post('socket', pong), longAfter])).toBe('failed');
    late.abort();
  });

  it('fails if no server listens', async () => {
    const pushes = broadcaster({ CONNECTIONS_ENDPOINT: 'http://127.0.0.1:9/ws' });

    expect(await pushes.post('socket', pong)).toBe('failed');
  });
});
