import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits, processLimits } from '#contracts/limits.ts';
import { type Client, makeClient } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { openSocket, type TestSocket } from '../../support/socket.ts';

const { perNetwork } = processLimits.sockets;
const { perUser } = limits.socket;
const timeout = 300_000;

const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;
beforeAll(async () => {
  // This test acts as the proxy and sets the client's address.
  parley = await startParley(['--data', data.path, '--api-only', '--trust-proxy', 'loopback']);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

const listen = async (token: string, address?: string): Promise<TestSocket> => {
  const { body } = await client.call('POST', '/realtime/ticket', { token });
  return openSocket(`${parley.url.replace('http', 'ws')}/ws?ticket=${body.ticket}`, {
    headers: address ? { 'x-forwarded-for': address } : {},
  });
};
/** The status of the refusal, or `open`. */
const outcomeOf = (socket: Promise<TestSocket>): Promise<'open' | number> =>
  socket.then(
    () => 'open' as const,
    (error: { status: number }) => error.status,
  );

test(
  'an address has a maximum of sockets; other addresses still connect, and a closed socket frees its place',
  async () => {
    const [ada, bob] = [await client.register(), await client.register()];
    const sockets: TestSocket[] = [];
    while (sockets.length < perNetwork) {
      const { token } = await client.register();
      const count = Math.min(perUser, perNetwork - sockets.length);
      const opened = Array.from({ length: count }, () => listen(token));
      sockets.push(...(await Promise.all(opened)));
    }

    expect(await outcomeOf(listen(ada.token))).toBe(503);
    const elsewhere = await listen(ada.token, '203.0.113.7');
    elsewhere.send({ action: 'ping' });
    await elsewhere.next(({ type }) => type === 'pong');
    expect((await client.send(bob, ada, 'Hello')).status).toBe(201);
    await elsewhere.next(({ type }) => type === 'message:new');

    await sockets.pop()?.close();
    await expect.poll(() => outcomeOf(listen(bob.token)), { timeout }).toBe('open');
    expect(await outcomeOf(listen(bob.token))).toBe(503);
    // No open socket was closed to make room.
    const [first] = sockets;
    first?.send({ action: 'ping' });
    await first?.next(({ type }) => type === 'pong');
    await Promise.all([elsewhere, ...sockets].map((socket) => socket.close()));
  },
  timeout,
);
