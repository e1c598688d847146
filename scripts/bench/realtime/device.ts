import { createSocket, realTimers } from '#client';
import { openSiteSocket } from '#test/support/site-socket.ts';
import type { Person } from '../people.ts';
import type { HttpCall } from './http-call.ts';

interface DeviceDeps {
  readonly call: HttpCall;
  /** `ws://…/ws` */
  readonly socketUrl: string;
  readonly person: Person;
  /** Called for each message that arrives over the socket. */
  readonly onMessage: (clientId: string) => void;
  /** Called when the device has all messages of the server again after a lost connection. */
  readonly onCaughtUp: () => void;
}

/** The part of a conversation's log that a device has. */
const createHolding = () => {
  let complete = 0;
  const ahead = new Set<number>();
  return {
    /** All entries up to this sequence are present. */
    complete: () => complete,
    add: (seq: number): void => {
      if (seq > complete) ahead.add(seq);
      while (ahead.delete(complete + 1)) complete++;
    },
  };
};

/**
 * A device of a user with one conversation: the site's connection, and the minimum of code that follows the
 * log.
 */
export const createDevice = ({ call, socketUrl, person, onMessage, onCaughtUp }: DeviceDeps) => {
  const holding = createHolding();
  let isCaughtUp = false;

  const ask = async (method: 'GET' | 'POST', path: string) => {
    const { status, body } = await call(method, path, person.token);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}`);
    return body;
  };

  const readLog = async (id: string): Promise<void> => {
    const before = holding.complete();
    const log = await ask('GET', `/api/conversations/${id}/log?after=${before}&limit=100`);
    for (const { seq } of log.entries as { seq: number }[]) holding.add(seq);
    if (holding.complete() > before && holding.complete() < log.last_seq) await readLog(id);
  };

  const compare = async (): Promise<void> => {
    const { items } = await ask('GET', '/api/conversations?page=1&size=100');
    const [{ id, last_seq }] = items as [{ id: string; last_seq: number }];
    if (holding.complete() < last_seq) await readLog(id);
    if (isCaughtUp || socket.status() !== 'open') return;
    isCaughtUp = true;
    onCaughtUp();
  };
  /** A failure is retried at the next pong, as in the site. */
  const later = () => undefined;

  const socket = createSocket({
    issueTicket: async () => (await ask('POST', '/api/realtime/ticket')).ticket,
    open: (ticket) => openSiteSocket(`${socketUrl}?ticket=${ticket}`),
    timers: realTimers,
    random: Math.random,
    onEvent: (event) => {
      if (event.type !== 'message:new') return;
      onMessage(event.payload.client_id);
      const isGap = event.seq > holding.complete() + 1;
      holding.add(event.seq);
      if (isGap) readLog(event.conversation_id).catch(later);
    },
    onPong: () => void compare().catch(later),
    onStatus: (status) => {
      if (status !== 'open') isCaughtUp = false;
    },
  });

  return { person, start: socket.start, stop: socket.stop, complete: holding.complete };
};
export type Device = ReturnType<typeof createDevice>;
