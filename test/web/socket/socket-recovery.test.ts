import { describe, expect, it } from 'vitest';
import { socketTimes } from '#client/socket/socket.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { setupSocket } from '#test/web/support/socket-setup.ts';

describe('a lost connection', () => {
  it('reconnects after growing pauses, up to a maximum', async () => {
    const { connect, clock, latest, sockets } = setupSocket({ random: 1 });
    await connect();
    const waits: number[] = [];

    for (let round = 0; round < 8; round++) {
      const before = sockets.length;
      latest().onclose?.({ code: 1006 });
      const lostAt = clock.now();
      while (sockets.length === before) await clock.advance(100);
      waits.push(clock.now() - lostAt);
    }

    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('reconnects also if the browser refused to open a socket', async () => {
    const { socket, sockets, statuses, setMayOpen, clock } = setupSocket({ random: 1 });
    setMayOpen(false);
    socket.start();
    await clock.advance(0);
    expect(statuses.at(-1)).toBe('waiting');

    setMayOpen(true);
    await clock.advance(socketTimes.connectMs);

    expect(sockets).toHaveLength(1);
  });

  it('waits between nothing and the bound: full jitter', async () => {
    const { connect, clock, latest, sockets } = setupSocket({ random: 0 });
    await connect();

    latest().onclose?.({ code: 1006 });
    await clock.advance(0);

    expect(sockets).toHaveLength(2);
  });

  it('starts again with short pauses once it was open', async () => {
    const { connect, clock, latest, sockets } = setupSocket({ random: 1 });
    await connect();
    for (let round = 0; round < 4; round++) {
      const lost = sockets.length;
      latest().onclose?.({ code: 1006 });
      while (sockets.length === lost) await clock.advance(100);
    }
    latest().onopen?.();
    latest().pong();
    const before = sockets.length;

    latest().onclose?.({ code: 1006 });
    await clock.advance(500);

    expect(sockets).toHaveLength(before + 1);
  });

  it('reconnects at once when the network is back', async () => {
    const { connect, socket, latest, sockets, setServerUp, clock } = setupSocket({ random: 1 });
    await connect();
    setServerUp(false);
    latest().onclose?.({ code: 1006 });
    await clock.advance(10_000);
    expect(sockets).toHaveLength(1);

    setServerUp(true);
    socket.wake();
    await settle();

    expect(sockets).toHaveLength(2);
  });

  it('pauses long if it was one of too many', async () => {
    const { connect, clock, latest, sockets } = setupSocket({ random: 1 });
    await connect();

    latest().onclose?.({ code: 4403 });
    await clock.advance(29_000);
    expect(sockets).toHaveLength(1);
    await clock.advance(1_000);

    expect(sockets).toHaveLength(2);
  });
});

it('the code of the error event is used for a close without a code', async () => {
  const { connect, clock, latest, sockets } = setupSocket({ random: 1 });
  await connect();

  latest().receive({ type: 'error', payload: { code: 4403, detail: 'Too many sockets.' } });
  latest().onclose?.({ code: 1000 });
  await clock.advance(29_000);
  expect(sockets).toHaveLength(1);
  await clock.advance(1_000);

  expect(sockets).toHaveLength(2);
});

it('frames are sent only while the connection is open', async () => {
  const { connect, socket, latest } = setupSocket();
  expect(socket.send({ action: 'typing' })).toBe(false);
  await connect();

  expect(socket.send({ action: 'typing' })).toBe(true);

  expect(latest().sent.at(-1)).toBe('{"action":"typing"}');
});

describe('a hidden page', () => {
  it('that was opened in the background closes its connection, too', async () => {
    const { connect, clock, socket, statuses, latest } = setupSocket();
    socket.setVisible(false);
    await connect();

    for (let waited = 0; waited < socketTimes.hiddenMs; waited += socketTimes.pingMs) {
      await clock.advance(socketTimes.pingMs);
      latest().pong();
    }

    expect(statuses.at(-1)).toBe('asleep');
  });

  it('stays awake while another tab is visible, and connects for it', async () => {
    const { connect, clock, socket, statuses, latest } = setupSocket();
    await connect();
    socket.setVisible(false);
    for (let waited = 0; waited < 2 * socketTimes.hiddenMs; waited += socketTimes.pingMs) {
      await clock.advance(socketTimes.pingMs);
      latest().pong();
      socket.stayAwake();
    }
    expect(statuses.at(-1)).toBe('open');
    await clock.advance(socketTimes.hiddenMs);
    expect(statuses.at(-1)).not.toBe('open');

    socket.stayAwake();

    expect(statuses.at(-1)).toBe('connecting');
  });

  it('closes its connection after a while and reconnects when it becomes visible', async () => {
    const { connect, clock, socket, latest, sockets, statuses } = setupSocket();
    await connect();

    socket.setVisible(false);
    for (let waited = 0; waited < socketTimes.hiddenMs; waited += socketTimes.pingMs) {
      await clock.advance(socketTimes.pingMs);
      latest().pong();
    }
    expect(statuses.at(-1)).toBe('asleep');
    expect(clock.pending()).toBe(0);
    socket.setVisible(true);
    await settle();

    expect(sockets).toHaveLength(2);
  });

  it('that becomes visible soon keeps its connection', async () => {
    const { connect, clock, socket, latest, sockets, statuses } = setupSocket();
    await connect();

    socket.setVisible(false);
    await clock.advance(30_000);
    socket.setVisible(true);
    expect(latest().sent).toHaveLength(2);
    latest().pong();
    await clock.advance(socketTimes.pingMs - 1);

    expect(sockets).toHaveLength(1);
    expect(statuses.at(-1)).toBe('open');
  });
});

it('a stopped connection leaves no timer running', async () => {
  const { connect, socket, clock, latest, statuses } = setupSocket();
  await connect();
  socket.setVisible(false);

  socket.stop();

  expect(clock.pending()).toBe(0);
  expect(latest().isClosed).toBe(true);
  expect(statuses.at(-1)).toBe('idle');
});
