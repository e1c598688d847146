import type { SocketLike } from '#client';
import { ApiError, createTransport } from '#client';
import { checkAnswer } from '#contracts/check-answer.ts';
import type { Request } from '../simulator/support/api.ts';
import type { PageNetwork, Peer } from '../simulator/support/network.ts';
import type { Chance } from '../simulator/support/random.ts';
import { openSiteSocket } from '../support/site-socket.ts';

/** Probabilities per call and per server frame, and the maximum delay of a frame. */
export interface Trouble {
  readonly lost: number;
  readonly unanswered: number;
  readonly twice: number;
  readonly frameLost: number;
  readonly frameTwice: number;
  readonly slowestMs: number;
}
export const calm: Trouble = {
  lost: 0,
  unanswered: 0,
  twice: 0,
  frameLost: 0,
  frameTwice: 0,
  slowestMs: 0,
};

interface Deps {
  readonly url: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly chance: Chance;
  /** The server has executed a request, whether or not the page receives the answer. */
  readonly onDone: (userId: string, key: string, request: Request) => void;
  /** An answer breaks its contract. */
  readonly onBadAnswer: (complaint: string) => void;
}

type Ask = (key: string, token: string, request: Request) => Promise<unknown>;
interface Wire {
  readonly peer: Peer;
  readonly socket: ReturnType<typeof openSiteSocket>;
  /** Cut without notice to either side. */
  isDead: boolean;
}

const networkError = () => new ApiError(0, 'network');

/** Calls and sockets of a running server, with injected disturbances. */
export const createRealNetwork = ({ url, tokens, chance, onDone, onBadAnswer }: Deps) => {
  let trouble = calm;
  const counts = { calls: 0, lost: 0, unanswered: 0, twice: 0, frames: 0, framesLost: 0 };
  const sockets = { opened: 0, cut: 0, deafened: 0 };
  const wires = new Set<Wire>();

  const transport = createTransport(
    (input, init) => fetch(new URL(String(input), url), init),
    (key, status, body) => {
      try {
        checkAnswer(key, status, body);
      } catch (error) {
        onBadAnswer(`${key} answered ${status}: ${error}`);
      }
    },
  ) as unknown as Ask;

  /** A call without disturbances. */
  const ask = async (userId: string, key: string, request: Request): Promise<unknown> => {
    const value = await transport(key, tokens.get(userId) ?? '', request);
    onDone(userId, key, request);
    return value;
  };

  const happens = (probability: number, count: keyof typeof counts): boolean => {
    const does = chance.happens(probability);
    if (does) counts[count]++;
    return does;
  };

  const call = (peer: Peer, key: string, request: Request): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const fail = (error: unknown): void => peer.guard(() => reject(error))();
      counts.calls++;
      if (!peer.isOnline() || happens(trouble.lost, 'lost')) {
        setTimeout(fail, 20, networkError());
        return;
      }
      if (happens(trouble.twice, 'twice')) ask(peer.userId, key, request).catch(() => undefined);
      ask(peer.userId, key, request).then((value) => {
        const isDelivered = peer.isOnline() && !happens(trouble.unanswered, 'unanswered');
        if (isDelivered) peer.guard(() => resolve(value))();
        else fail(networkError());
      }, fail);
    });

  const open = (peer: Peer, ticket: string): SocketLike => {
    const socket = openSiteSocket(`${url.replace('http', 'ws')}/ws?ticket=${ticket}`);
    const wire: Wire = { peer, socket, isDead: false };
    const isThrough = (): boolean => !wire.isDead && peer.isOnline();
    const like: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (frame) => {
        if (isThrough()) socket.send(frame);
      },
      close: () => {
        wires.delete(wire);
        socket.close();
      },
    };
    socket.onopen = () => {
      sockets.opened++;
      peer.guard(() => like.onopen?.())();
    };
    socket.onmessage = ({ data }) => {
      counts.frames++;
      if (!isThrough() || happens(trouble.frameLost, 'framesLost')) return;
      const deliver = peer.guard(() => like.onmessage?.({ data }));
      const copies = chance.happens(trouble.frameTwice) ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        const lateMs = chance.between(0, trouble.slowestMs);
        if (lateMs === 0) deliver();
        else setTimeout(deliver, lateMs);
      }
    };
    socket.onclose = ({ code }) => {
      wires.delete(wire);
      peer.guard(() => like.onclose?.({ code }))();
    };
    wires.add(wire);
    return like;
  };

  /** Sockets that both sides consider open. */
  const wiresOf = (peer: Peer): Wire[] =>
    [...wires].filter((wire) => wire.peer === peer && !wire.isDead);

  const network: PageNetwork = {
    call,
    open,
    cut: (peer, isNoticed) => {
      for (const wire of wiresOf(peer)) {
        sockets[isNoticed ? 'cut' : 'deafened']++;
        if (isNoticed) wire.socket.terminate();
        else wire.isDead = true;
      }
    },
    socketsOf: (peer) => wiresOf(peer).length,
  };
  return {
    ...network,
    ask,
    setTrouble: (next: Trouble): void => {
      trouble = next;
    },
    figures: () => ({
      calls: counts.calls,
      'calls lost': counts.lost,
      'answers lost': counts.unanswered,
      'calls doubled': counts.twice,
      frames: counts.frames,
      'frames lost': counts.framesLost,
      'sockets opened': sockets.opened,
      'sockets cut': sockets.cut,
      'sockets cut without a word': sockets.deafened,
    }),
  };
};
