import { describe, expect, it } from 'vitest';
import { socketTimes } from '#client/socket/socket.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { setupSocket } from '#test/web/support/socket-setup.ts';

describe('connecting', () => {
  it('gets a ticket, opens, pings, and is open after the first pong', async () => {
    const { socket, latest, statuses, pongs } = setupSocket();

    socket.start();
    await settle();
    latest().onopen?.();
    expect(latest().sent).toEqual(['{"action":"ping","visible":false}']);
    expect(statuses).toEqual(['connecting']);
    latest().pong();

    expect(statuses).toEqual(['connecting', 'open']);
    expect(pongs()).toBe(1);
  });

  it('is aborted without a pong', async () => {
    const { socket, clock, latest, statuses } = setupSocket();
    socket.start();
    await settle();
    latest().onopen?.();

    await clock.advance(socketTimes.pongMs);

    expect(statuses).toEqual(['connecting', 'waiting']);
    expect(latest().isClosed).toBe(true);
  });

  it('is aborted if the socket never opens', async () => {
    const { socket, clock, statuses } = setupSocket();
    socket.start();

    await clock.advance(socketTimes.connectMs);

    expect(statuses).toEqual(['connecting', 'waiting']);
  });

  it('does not use a ticket that arrived too late', async () => {
    const { socket, sockets } = setupSocket();
    socket.start();

    socket.stop();
    await settle();

    expect(sockets).toHaveLength(0);
  });
});

describe('an open connection', () => {
  it('pings at its interval and waits for each pong', async () => {
    const { connect, clock, latest, pongs } = setupSocket();
    await connect();

    await clock.advance(socketTimes.pingMs);
    expect(latest().sent).toHaveLength(2);
    latest().pong();
    await clock.advance(socketTimes.pingMs);

    expect(latest().sent).toHaveLength(3);
    expect(pongs()).toBe(2);
  });

  it('reports for each pong whether the interval alone caused its ping', async () => {
    const { connect, clock, latest, socket, wasRoutine } = setupSocket();
    await connect();
    expect(wasRoutine()).toBe(false);

    await clock.advance(socketTimes.pingMs);
    latest().pong();
    expect(wasRoutine()).toBe(true);

    await clock.advance(socketTimes.pingMs);
    socket.wake();
    latest().pong();
    expect(wasRoutine()).toBe(false);

    socket.wake();
    latest().pong();
    expect(wasRoutine()).toBe(false);
  });

  it('passes events on, and ignores other frames', async () => {
    const { connect, latest, events } = setupSocket();
    await connect();
    const presence = { type: 'presence:update', payload: { user_id: 'x', online: true } };

    latest().receive(presence);
    latest().onmessage?.({ data: 'no json' });
    latest().receive(['not', 'an', 'event']);
    latest().onmessage?.({ data: new TextEncoder().encode(JSON.stringify(presence)).buffer });

    expect(events).toEqual([presence, presence]);
  });

  it('is replaced when it stops responding', async () => {
    const { connect, clock, sockets, statuses } = setupSocket({ random: 0 });
    await connect();

    await clock.advance(socketTimes.pingMs + socketTimes.pongMs);

    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.isClosed).toBe(true);
    expect(statuses).toEqual(['connecting', 'open', 'waiting', 'connecting']);
  });

  it('is replaced before the gateway ends it', async () => {
    const { connect, clock, sockets, latest } = setupSocket({ random: 0 });
    await connect();

    for (let waited = 0; waited < socketTimes.ageMs; waited += socketTimes.pingMs) {
      latest().pong();
      await clock.advance(Math.min(socketTimes.pingMs, socketTimes.ageMs - waited));
    }

    expect(sockets).toHaveLength(2);
    expect(socketTimes.ageMs).toBeLessThan(2 * 60 * 60_000);
  });

  it('pings at once when a request got no answer, and is replaced if it is cut', async () => {
    const { connect, clock, socket, sockets, latest } = setupSocket({ random: 0 });
    await connect();

    socket.doubt();
    socket.doubt();
    expect(latest().sent).toHaveLength(2);
    await clock.advance(socketTimes.pongMs);

    expect(sockets).toHaveLength(2);
    socket.doubt();
    expect(sockets).toHaveLength(2);
  });

  it('is not checked again and again while requests fail', async () => {
    const { connect, clock, socket, latest } = setupSocket();
    await connect();

    socket.doubt();
    latest().pong();
    socket.doubt();
    expect(latest().sent).toHaveLength(2);
    await clock.advance(socketTimes.doubtMs);
    socket.doubt();

    expect(latest().sent).toHaveLength(3);
  });

  it('pings at once on focus, but not twice', async () => {
    const { connect, socket, latest } = setupSocket();
    await connect();

    socket.wake();
    socket.wake();

    expect(latest().sent).toHaveLength(2);
  });

  it('ignores a socket that has been replaced', async () => {
    const { connect, socket, sockets, events } = setupSocket();
    await connect();

    socket.stop();
    sockets[0]?.receive({ type: 'presence:update', payload: {} });

    expect(events).toEqual([]);
  });
});

describe('whether a page is active', () => {
  const looks = (sent: readonly string[]) =>
    sent.map((frame) => JSON.parse(frame).visible as boolean);

  it('is in each ping, and confirmed when that is answered', async () => {
    const { socket, latest } = setupSocket();
    socket.setLooking(true);
    socket.start();
    await settle();
    latest().onopen?.();
    expect(looks(latest().sent)).toEqual([true]);
    expect(socket.isLookKnown()).toBe(false);
    latest().pong();
    expect(socket.isLookKnown()).toBe(true);

    socket.setLooking(false);
    expect(looks(latest().sent)).toEqual([true, false]);
    expect(socket.isLookKnown()).toBe(true);
    latest().pong();
    expect(socket.isLookKnown()).toBe(false);
  });

  it('is sent at once when it changes, and only then', async () => {
    const { socket, connect, latest, wasRoutine } = setupSocket();
    await connect();
    socket.setLooking(false);
    expect(latest().sent).toHaveLength(1);

    socket.setLooking(true);
    socket.setLooking(true);
    latest().pong();

    expect(looks(latest().sent)).toEqual([false, true]);
    expect(wasRoutine()).toBe(true);
  });

  it('is sent again after the pong if it has changed meanwhile: pings are never concurrent', async () => {
    const { socket, connect, latest } = setupSocket();
    await connect();
    socket.setLooking(true);
    socket.setLooking(false);
    expect(looks(latest().sent)).toEqual([false, true]);

    latest().pong();
    expect(looks(latest().sent)).toEqual([false, true, false]);
    latest().pong();

    expect(latest().sent).toHaveLength(3);
  });

  it('does not turn a ping with another reason into a routine ping', async () => {
    const { socket, connect, latest, wasRoutine } = setupSocket();
    await connect();
    socket.wake();
    socket.setLooking(true);
    latest().pong();
    expect(wasRoutine()).toBe(false);
    expect(looks(latest().sent)).toEqual([false, false, true]);
  });

  it('is not confirmed after the connection was lost', async () => {
    const { socket, connect, latest } = setupSocket();
    socket.setLooking(true);
    await connect();
    expect(socket.isLookKnown()).toBe(true);

    latest().onclose?.({ code: 1006 });

    expect(socket.isLookKnown()).toBe(false);
  });
});
