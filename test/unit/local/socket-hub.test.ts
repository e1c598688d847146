import { expect, test } from 'vitest';
import { SocketHub } from '#functions/adapters/local/sockets/socket-hub.ts';

const setup = () => {
  const hub = new SocketHub();
  const closed: number[] = [];
  const sent: string[] = [];
  const socketOf = (bufferedAmount = 0) => ({
    bufferedAmount,
    send: (data: string) => void sent.push(data),
    close: (code: number) => void closed.push(code),
    terminate: () => void closed.push(0),
  });
  return { hub, closed, sent, socketOf };
};

test('a socket that is disconnected during its handshake is closed as soon as it is open', async () => {
  const { hub, closed, socketOf } = setup();
  hub.expect('early');
  await hub.disconnect('early', 4401);

  hub.attach('early', socketOf());

  expect(closed).toEqual([4401]);
});

test('a refused handshake has no effect on another one', async () => {
  const { hub, closed, socketOf } = setup();
  hub.expect('refused');
  await hub.disconnect('refused', 4401);
  hub.detach('refused');

  hub.attach('refused', socketOf());

  expect(closed).toEqual([]);
});

test('a socket whose client does not read is closed, and the others still receive', async () => {
  const { hub, closed, sent, socketOf } = setup();
  hub.attach('not reading', socketOf(5 * 1024 * 1024));
  hub.attach('reading', socketOf());
  const event = { type: 'pong', payload: {} } as const;

  const outcomes = await Promise.all([hub.post('not reading', event), hub.post('reading', event)]);

  expect(outcomes).toEqual(['failed', 'sent']);
  expect([closed, sent]).toEqual([[0], [JSON.stringify(event)]]);
});
