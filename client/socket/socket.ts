import type { ServerEvent } from '#contracts/realtime.ts';
import { closeCodes } from '#contracts/socket/socket-codes.ts';
import type { Timers } from '../platform/timers.ts';
import { backoffMs, namedTimers } from '../platform/timers.ts';
import { decodeFrame } from './frame.ts';

/** `asleep`: closed because the page is hidden. `waiting`: pauses until the next attempt. */
export type SocketStatus = 'idle' | 'connecting' | 'open' | 'waiting' | 'asleep';

/** The part of a WebSocket that is used. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(frame: string): void;
  close(): void;
}

export interface SocketDeps {
  readonly issueTicket: () => Promise<string>;
  /** Opens a socket with a ticket. */
  readonly open: (ticket: string) => SocketLike;
  readonly timers: Timers;
  readonly random: () => number;
  readonly onEvent: (event: ServerEvent) => void;
  /**
   * Called after every pong. `isRoutine`: the ping was sent by the interval only, not on connecting, by
   * `wake` or by `doubt`.
   */
  readonly onPong: (isRoutine: boolean) => void;
  readonly onStatus: (status: SocketStatus) => void;
}

export const socketTimes = {
  connectMs: 15_000,
  /**
   * Each ping is billed, so the interval is four minutes. `doubt` sends an additional ping when there is a
   * reason.
   */
  pingMs: 4 * 60_000,
  pongMs: 10_000,
  doubtMs: 60_000,
  /** Well before the gateway's limit of 2 h. */
  ageMs: 110 * 60_000,
  ageJitterMs: 5 * 60_000,
  hiddenMs: 5 * 60_000,
} as const;

/**
 * Backoff after the server closed the oldest of too many sockets: reconnecting at once would close
 * another one.
 */
const SURPLUS_FAILURES = 7;

/** If the gateway cannot set a close code, the error event before the close carries it. */
const codeOf = (event: ServerEvent): number | undefined =>
  event.type === 'error' && typeof event.payload.code === 'number' ? event.payload.code : undefined;

/** The connection: gets a ticket, opens, pings, and reconnects when it is lost. */
export const createSocket = (deps: SocketDeps) => {
  const timers = namedTimers<'connect' | 'ping' | 'pong' | 'doubt' | 'age' | 'retry' | 'hidden'>(
    deps.timers,
  );
  let status: SocketStatus = 'idle';
  let failures = 0;
  let isVisible = true;
  /** Is a page of this browser active (visible and focused): now, in the last ping, in the last pong. */
  let isLooking = false;
  let isLookSent = false;
  let isLookKnown = false;
  let sentCode: number | undefined;
  /** The id that the server has given to the open socket. */
  let socketId: string | undefined;
  let socket: SocketLike | null = null;
  /** Number of the current attempt. Answers to earlier attempts are ignored. */
  let attempt = 0;
  /** Whether the ping that waits for its pong was sent by the interval only. */
  let isRoutine = false;

  const setStatus = (next: SocketStatus): void => {
    if (next === status) return;
    status = next;
    deps.onStatus(next);
  };

  const drop = (): void => {
    attempt++;
    timers.clear('connect', 'ping', 'pong', 'doubt', 'age', 'retry');
    const old = socket;
    socket = null;
    socketId = undefined;
    sentCode = undefined;
    isLookKnown = false;
    if (!old) return;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  };

  const lose = (code?: number): void => {
    drop();
    failures = code === closeCodes.forbidden ? SURPLUS_FAILURES : failures + 1;
    setStatus('waiting');
    timers.set('retry', connect, backoffMs(failures, deps.random));
  };

  const ping = (): void => {
    if (!socket) return;
    isRoutine = false;
    if (timers.isSet('pong')) return;
    timers.clear('ping');
    timers.set('pong', lose, socketTimes.pongMs);
    isLookSent = isLooking;
    socket.send(JSON.stringify({ action: 'ping', visible: isLooking }));
  };

  const pingRoutinely = (): void => {
    ping();
    isRoutine = true;
  };

  /** One ping at a time: the server may handle two at once, in any order. */
  const sendLook = (): void => {
    const isKnown = isLooking === isLookSent;
    if (status === 'open' && !isKnown && !timers.isSet('pong')) pingRoutinely();
  };

  const onPong = (): void => {
    if (status !== 'open') {
      failures = 0;
      const jitter = Math.round(deps.random() * socketTimes.ageJitterMs);
      timers.clear('connect');
      timers.set('age', connect, socketTimes.ageMs - jitter);
      setStatus('open');
    }
    timers.clear('pong');
    timers.set('ping', pingRoutinely, socketTimes.pingMs);
    isLookKnown = isLookSent;
    deps.onPong(isRoutine);
    sendLook();
  };

  const onFrame = (data: unknown): void => {
    const event = decodeFrame(data);
    if (event?.type === 'pong') {
      socketId = event.payload.socket_id;
      onPong();
    } else if (event) {
      sentCode = codeOf(event) ?? sentCode;
      deps.onEvent(event);
    }
  };

  const listen = (opened: SocketLike): void => {
    socket = opened;
    opened.onopen = ping;
    opened.onmessage = ({ data }) => onFrame(data);
    opened.onclose = ({ code }) => lose(sentCode ?? code);
  };

  function connect(): void {
    drop();
    setStatus('connecting');
    const mine = attempt;
    timers.set('connect', lose, socketTimes.connectMs);
    deps
      .issueTicket()
      .then((ticket) => {
        if (mine === attempt) listen(deps.open(ticket));
      })
      .catch(() => {
        if (mine === attempt) lose();
      });
  }

  /** On focus or a network change: pings or reconnects at once. */
  const wake = (): void => {
    if (status === 'open') ping();
    if (status === 'waiting') connect();
  };

  /** A request got no answer: checks the connection, but seldom, since a pong starts further requests. */
  const doubt = (): void => {
    if (status !== 'open' || timers.isSet('doubt')) return;
    timers.set('doubt', () => undefined, socketTimes.doubtMs);
    ping();
  };

  const sleepLater = (): void => {
    const sleep = (): void => {
      drop();
      setStatus('asleep');
    };
    timers.set('hidden', sleep, socketTimes.hiddenMs);
  };

  return {
    start: (): void => {
      if (status !== 'idle') return;
      connect();
      if (!isVisible) sleepLater();
    },
    stop: (): void => {
      drop();
      timers.clearAll();
      failures = 0;
      setStatus('idle');
    },
    status: (): SocketStatus => status,
    /** Undefined unless the socket is open. */
    id: (): string | undefined => socketId,
    wake,
    doubt,
    /** Best effort; false if there is no open connection. */
    send: (frame: object): boolean => {
      if (status !== 'open' || !socket) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    setVisible: (next: boolean): void => {
      isVisible = next;
      if (status === 'idle') return;
      if (!isVisible) {
        sleepLater();
        return;
      }
      timers.clear('hidden');
      if (status === 'asleep') connect();
      else wake();
    },
    /** Reports at once whether a page of this browser is active: if not, its device is notified. */
    setLooking: (next: boolean): void => {
      isLooking = next;
      sendLook();
    },
    /** Has the server confirmed that a page is active? Then it sends no notification to this device. */
    isLookKnown: (): boolean => isLookKnown,
    /** Another tab that uses this connection is visible. */
    stayAwake: (): void => {
      if (status === 'idle') return;
      if (status === 'asleep') connect();
      if (!isVisible) sleepLater();
    },
  };
};
export type Socket = ReturnType<typeof createSocket>;
