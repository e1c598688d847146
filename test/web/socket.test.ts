import { describe, expect, it } from 'vitest';
import type { ServerEvent } from '../../functions/contracts/realtime.ts';
import type { SocketLike, SocketStatus } from '../../web/src/realtime/socket.ts';
import { createSocket, socketTimes } from '../../web/src/realtime/socket.ts';
import { createFakeTimers, settle } from './support/fake-timers.ts';

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];
  isClosed = false;
  send(frame: string): void {
    this.sent.push(frame);
  }
  close(): void {
    this.isClosed = true;
  }
  hear(event: unknown): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  pong(): void {
    this.hear({ type: 'pong', payload: {} });
  }
}

const setup = ({ random = 1 } = {}) => {
  const clock = createFakeTimers();
  const sockets: FakeSocket[] = [];
  const tickets: string[] = [];
  const statuses: SocketStatus[] = [];
  const events: ServerEvent[] = [];
  let pongs = 0;
  let isServerUp = true;
  const socket = createSocket({
    issueTicket: async () => {
      if (!isServerUp) throw new Error('no server');
      tickets.push(`ticket ${tickets.length + 1}`);
      return tickets.at(-1) ?? '';
    },
    open: () => {
      const opened = new FakeSocket();
      sockets.push(opened);
      return opened;
    },
    timers: clock.timers,
    random: () => random,
    onEvent: (event) => events.push(event),
    onPong: () => {
      pongs++;
    },
    onStatus: (status) => statuses.push(status),
  });
  const latest = (): FakeSocket => {
    const last = sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  };
  const connect = async () => {
    socket.start();
    await settle();
    latest().onopen?.();
    latest().pong();
  };
  return {
    socket,
    clock,
    sockets,
    statuses,
    events,
    latest,
    connect,
    pongs: () => pongs,
    setServerUp: (isUp: boolean) => {
      isServerUp = isUp;
    },
  };
};

describe('connecting', () => {
  it('takes a ticket, opens, pings, and is open after the first pong', async () => {
    const { socket, latest, statuses, pongs } = setup();

    socket.start();
    await settle();
    latest().onopen?.();
    expect(latest().sent).toEqual(['{"action":"ping"}']);
    expect(statuses).toEqual(['connecting']);
    latest().pong();

    expect(statuses).toEqual(['connecting', 'open']);
    expect(pongs()).toBe(1);
  });

  it('is given up when no pong comes', async () => {
    const { socket, clock, latest, statuses } = setup();
    socket.start();
    await settle();
    latest().onopen?.();

    await clock.advance(socketTimes.pongMs);

    expect(statuses).toEqual(['connecting', 'waiting']);
    expect(latest().isClosed).toBe(true);
  });

  it('is given up when the socket never opens', async () => {
    const { socket, clock, statuses } = setup();
    socket.start();

    await clock.advance(socketTimes.connectMs);

    expect(statuses).toEqual(['connecting', 'waiting']);
  });

  it('does not open a socket with a ticket that came too late', async () => {
    const { socket, sockets } = setup();
    socket.start();

    socket.stop();
    await settle();

    expect(sockets).toHaveLength(0);
  });
});

describe('an open connection', () => {
  it('pings at its interval and waits for each pong', async () => {
    const { connect, clock, latest, pongs } = setup();
    await connect();

    await clock.advance(socketTimes.pingMs);
    expect(latest().sent).toHaveLength(2);
    latest().pong();
    await clock.advance(socketTimes.pingMs);

    expect(latest().sent).toHaveLength(3);
    expect(pongs()).toBe(2);
  });

  it('hands events on, and ignores what is none', async () => {
    const { connect, latest, events } = setup();
    await connect();
    const presence = { type: 'presence:update', payload: { user_id: 'x', online: true } };

    latest().hear(presence);
    latest().onmessage?.({ data: 'no json' });
    latest().hear(['not', 'an', 'event']);
    latest().onmessage?.({ data: new TextEncoder().encode(JSON.stringify(presence)).buffer });

    expect(events).toEqual([presence, presence]);
  });

  it('that stops answering is replaced', async () => {
    const { connect, clock, sockets, statuses } = setup({ random: 0 });
    await connect();

    await clock.advance(socketTimes.pingMs + socketTimes.pongMs);

    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.isClosed).toBe(true);
    expect(statuses).toEqual(['connecting', 'open', 'waiting', 'connecting']);
  });

  it('is replaced before the gateway ends it', async () => {
    const { connect, clock, sockets, latest } = setup({ random: 0 });
    await connect();

    for (let waited = 0; waited < socketTimes.ageMs; waited += socketTimes.pingMs) {
      latest().pong();
      await clock.advance(socketTimes.pingMs);
    }

    expect(sockets).toHaveLength(2);
    expect(socketTimes.ageMs).toBeLessThan(2 * 60 * 60_000);
  });

  it('pings at once on focus, but not twice', async () => {
    const { connect, socket, latest } = setup();
    await connect();

    socket.wake();
    socket.wake();

    expect(latest().sent).toHaveLength(2);
  });

  it('does not hear a socket that has been replaced', async () => {
    const { connect, socket, sockets, events } = setup();
    await connect();

    socket.stop();
    sockets[0]?.hear({ type: 'presence:update', payload: {} });

    expect(events).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('comes back after longer and longer waits, up to a cap', async () => {
    const { connect, clock, latest, sockets } = setup({ random: 1 });
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

  it('waits anything from nothing to the bound: full jitter', async () => {
    const { connect, clock, latest, sockets } = setup({ random: 0 });
    await connect();

    latest().onclose?.({ code: 1006 });
    await clock.advance(0);

    expect(sockets).toHaveLength(2);
  });

  it('starts over with short waits once it was open again', async () => {
    const { connect, clock, latest, sockets } = setup({ random: 1 });
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

  it('comes back at once when the network does', async () => {
    const { connect, socket, latest, sockets, setServerUp, clock } = setup({ random: 1 });
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

  it('as one of too many waits long', async () => {
    const { connect, clock, latest, sockets } = setup({ random: 1 });
    await connect();

    latest().onclose?.({ code: 4403 });
    await clock.advance(29_000);
    expect(sockets).toHaveLength(1);
    await clock.advance(1_000);

    expect(sockets).toHaveLength(2);
  });
});

it('goes by the code that was told before a close without one', async () => {
  const { connect, clock, latest, sockets } = setup({ random: 1 });
  await connect();

  latest().hear({ type: 'error', payload: { code: 4403, detail: 'Too many sockets.' } });
  latest().onclose?.({ code: 1000 });
  await clock.advance(29_000);
  expect(sockets).toHaveLength(1);
  await clock.advance(1_000);

  expect(sockets).toHaveLength(2);
});

it('sends frames only while it is open', async () => {
  const { connect, socket, latest } = setup();
  expect(socket.send({ action: 'typing' })).toBe(false);
  await connect();

  expect(socket.send({ action: 'typing' })).toBe(true);

  expect(latest().sent.at(-1)).toBe('{"action":"typing"}');
});

describe('a hidden page', () => {
  it('that was opened in the background closes its connection too', async () => {
    const { connect, clock, socket, statuses, latest } = setup();
    socket.setVisible(false);
    await connect();

    for (let waited = 0; waited < socketTimes.hiddenMs; waited += socketTimes.pingMs) {
      await clock.advance(socketTimes.pingMs);
      latest().pong();
    }

    expect(statuses.at(-1)).toBe('asleep');
  });

  it('stays awake while somebody looks at another one, and wakes for them', async () => {
    const { connect, clock, socket, statuses, latest } = setup();
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

  it('closes its connection after a while and opens it when seen again', async () => {
    const { connect, clock, socket, latest, sockets, statuses } = setup();
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

  it('that is seen again soon keeps its connection', async () => {
    const { connect, clock, socket, latest, sockets, statuses } = setup();
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

it('leaves nothing running when it is stopped', async () => {
  const { connect, socket, clock, latest, statuses } = setup();
  await connect();
  socket.setVisible(false);

  socket.stop();

  expect(clock.pending()).toBe(0);
  expect(latest().isClosed).toBe(true);
  expect(statuses.at(-1)).toBe('idle');
});
