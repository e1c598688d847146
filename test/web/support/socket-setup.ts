import type { SocketLike, SocketStatus } from '#client/socket/socket.ts';
import { createSocket } from '#client/socket/socket.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { createFakeTimers, settle } from './fake-timers.ts';

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
  receive(event: unknown): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  pong(): void {
    this.receive({ type: 'pong', payload: {} });
  }
}

export const setupSocket = ({ random = 1 } = {}) => {
  const clock = createFakeTimers();
  const sockets: FakeSocket[] = [];
  const tickets: string[] = [];
  const statuses: SocketStatus[] = [];
  const events: ServerEvent[] = [];
  const pongs: boolean[] = [];
  let isServerUp = true;
  let mayOpen = true;
  const socket = createSocket({
    issueTicket: async () => {
      if (!isServerUp) throw new Error('no server');
      tickets.push(`ticket ${tickets.length + 1}`);
      return tickets.at(-1) ?? '';
    },
    open: () => {
      if (!mayOpen) throw new Error('the browser refuses');
      const opened = new FakeSocket();
      sockets.push(opened);
      return opened;
    },
    timers: clock.timers,
    random: () => random,
    onEvent: (event) => events.push(event),
    onPong: (isRoutine) => pongs.push(isRoutine),
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
    pongs: () => pongs.length,
    /** Whether the interval alone caused the ping of the last pong. */
    wasRoutine: () => pongs.at(-1),
    setServerUp: (isUp: boolean) => {
      isServerUp = isUp;
    },
    setMayOpen: (may: boolean) => {
      mayOpen = may;
    },
  };
};
