import type { SocketLike } from '#client';
import { ApiError } from '#client';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import type { Request } from './api.ts';
import type { Chance } from './random.ts';
import type { Sabotage } from './sabotage.ts';
import type { Scheduler } from './scheduler.ts';
import type { Server } from './server.ts';
import { createServer } from './server.ts';

/** Quality of the network: probabilities, and the longest delay. */
export interface Weather {
  readonly loss: number;
  readonly twice: number;
  readonly crash: number;
  /** A push service fails, or its answer is lost. */
  readonly push: number;
  readonly slowestMs: number;
}
export const fairWeather: Weather = { loss: 0, twice: 0, crash: 0, push: 0, slowestMs: 40 };

/** A page, as the network uses it. */
export interface Peer {
  readonly userId: string;
  isOnline(): boolean;
  /** Wraps a callback so that it does not run in a closed or frozen page. */
  guard(run: () => void): () => void;
}

/** After this long without an answer a request has failed. */
const TIMEOUT_MS = 40_000;
const networkError = () => new ApiError(0, 'network');

interface Wire {
  readonly peer: Peer;
  readonly like: SocketLike;
  /** Cut without notice to either side. */
  isDead: boolean;
}

/** The network between pages and server: it loses, delays, repeats and reorders. */
export const createNetwork = async (
  scheduler: Scheduler,
  chance: Chance,
  initial: Weather,
  sabotage: Sabotage | null = null,
) => {
  let weather = initial;
  let isDown = false;
  let wireCount = 0;
  let afterChange: () => Promise<void> = async () => undefined;
  const wires = new Map<string, Wire>();
  const repeated = new Set<string>();

  const delay = (): number => chance.between(1, weather.slowestMs);

  /** Runs in a page, after a delay. */
  const later = (peer: Peer, run: () => void): void => {
    const guarded = peer.guard(run);
    scheduler.plan(delay(), guarded);
  };

  const hang = (id: string, code: number): void => {
    const wire = wires.get(id);
    wires.delete(id);
    if (!wire || wire.isDead) return;
    later(wire.peer, () => wire.like.onclose?.({ code }));
  };

  const deliver = (id: string, wire: Wire, event: ServerEvent): void => {
    const data = JSON.stringify(event);
    const copies = chance.happens(weather.loss) ? 0 : chance.happens(weather.twice) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      later(wire.peer, () => {
        if (wires.get(id) === wire && wire.peer.isOnline()) wire.like.onmessage?.({ data });
      });
    }
  };

  const broadcaster: Broadcaster = {
    post: async (id, event) => {
      const wire = wires.get(id);
      if (!wire) return 'gone';
      if (!wire.isDead) deliver(id, wire, event);
      return 'sent';
    },
    disconnect: async (id, code) => hang(id, code),
  };

  const server: Server = await createServer({
    clock: scheduler.clock,
    broadcaster,
    diesBeforePush: () => chance.happens(weather.crash),
    phones: {
      plan: scheduler.plan,
      chance,
      pushTrouble: () => weather.push,
      diesWhileNotifying: () => chance.happens(weather.crash),
      onDeath: () => crash(chance.between(100, 5_000)),
      sabotage,
    },
  });

  function crash(forMs: number): void {
    for (const id of [...wires.keys()]) hang(id, 1006);
    server.restart();
    isDown = true;
    scheduler.plan(forMs, () => {
      isDown = false;
    });
  }

  /** Runs a request on the server; a refusal is an answer, a crash is none. */
  const execute = async (userId: string, key: string, request: Request) => {
    const outcome = await attempt(userId, key, request);
    if (!key.startsWith('GET')) await afterChange();
    return outcome;
  };
  const attempt = async (userId: string, key: string, request: Request) => {
    try {
      const value = await server.process().api(userId, key, request);
      return { give: (resolve: (value: unknown) => void) => resolve(value) };
    } catch (error) {
      const isRefusal = error instanceof ApiError;
      // One function dies, or the whole process with all its sockets.
      if (!isRefusal && chance.happens(0.5)) crash(chance.between(100, 5_000));
      const failure = isRefusal ? error : networkError();
      return { give: (_: unknown, reject: (error: Error) => void) => reject(failure) };
    }
  };

  const call = (peer: Peer, key: string, request: Request): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const fail = (afterMs: number): void => {
        scheduler.plan(
          afterMs,
          peer.guard(() => reject(networkError())),
        );
      };
      if (!peer.isOnline() || isDown) return fail(20);
      if (chance.happens(weather.loss)) return fail(TIMEOUT_MS);
      const arrive = async (): Promise<void> => {
        if (isDown) return fail(20);
        const { give } = await execute(peer.userId, key, request);
        if (chance.happens(weather.loss) || !peer.isOnline()) return fail(TIMEOUT_MS);
        later(peer, () => give(resolve, reject));
      };
      scheduler.plan(delay(), arrive);
      // A proxy that repeats a request.
      if (chance.happens(weather.twice)) {
        repeated.add(`${peer.userId} ${request.params?.id}`);
        scheduler.plan(delay(), () => (isDown ? undefined : execute(peer.userId, key, request)));
      }
    });

  const receive = async (id: string, frame: string): Promise<void> => {
    const wire = wires.get(id);
    if (!wire || wire.isDead || isDown || !wire.peer.isOnline()) return;
    const message = JSON.parse(frame) as {
      action: string;
      conversation_id: string;
      state: 'start' | 'stop';
    };
    if (message.action === 'ping') await server.process().ping(id);
    else await server.process().setTyping(id, message.conversation_id, message.state);
  };

  const open = (peer: Peer, ticket: string): SocketLike => {
    const id = `wire-${++wireCount}`;
    const wire: Wire = {
      peer,
      isDead: false,
      like: {
        onopen: null,
        onmessage: null,
        onclose: null,
        send: (frame) => void scheduler.plan(delay(), () => receive(id, frame)),
        close: () => {
          wires.delete(id);
          if (!wire.isDead && peer.isOnline()) {
            scheduler.plan(delay(), () => server.process().disconnect(id));
          }
        },
      },
    };
    const shakeHands = async (): Promise<void> => {
      const isLost = !peer.isOnline() || isDown || chance.happens(weather.loss);
      const outcome = isLost ? 'lost' : await server.process().connect(id, { ticket });
      if (outcome !== 'accepted') return hang(id, 1006);
      later(peer, () => {
        if (wires.get(id) === wire) wire.like.onopen?.();
      });
    };
    wires.set(id, wire);
    scheduler.plan(delay(), shakeHands);
    return wire.like;
  };

  return {
    server,
    call,
    open,
    crash,
    /** Cuts the sockets of a page, with or without a close event. */
    cut: (peer: Peer, isNoticed: boolean): void => {
      for (const [id, wire] of [...wires]) {
        if (wire.peer !== peer) continue;
        if (isNoticed) hang(id, 1006);
        else wire.isDead = true;
      }
    },
    /** Has a proxy repeated a request of this user about this id, which may undo a later one? */
    hasRepeated: (userId: string, id: string): boolean => repeated.has(`${userId} ${id}`),
    socketsOf: (peer: Peer): number =>
      [...wires.values()].filter((wire) => wire.peer === peer && !wire.isDead).length,
    /** Called after every possible change on the server. */
    onChange: (look: () => Promise<void>): void => {
      afterChange = look;
    },
    setWeather: (next: Weather): void => {
      weather = next;
    },
  };
};
export type Network = Awaited<ReturnType<typeof createNetwork>>;
/** The network for pages and devices: implemented by the real one, too. */
export type PageNetwork = Pick<Network, 'call' | 'open' | 'cut' | 'socketsOf'>;
