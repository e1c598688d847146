/** The pauses of a client between attempts; a test compares them with those of client/platform/timers.ts. */
export const pauseMs = (failures: number, random: () => number): number =>
  Math.round(random() * Math.min(30_000, 500 * 2 ** Math.max(0, failures - 1)));

/** Limits on how many clients reconnect per second. */
export interface Bounds {
  /** The route that issues tickets: `throttles.default` of the stage. */
  readonly tickets: { readonly rate: number; readonly burst: number };
  /** The WebSocket API: the lower of `throttles.socket` and of the account's quota of new connections. */
  readonly handshakes: { readonly rate: number; readonly burst: number };
}

export interface Storm {
  /** Seconds until 50 % and 99 % of them are connected again. */
  readonly half: number;
  readonly nearlyAll: number;
  /** Maximum number of attempts within a second. */
  readonly attempts: number;
}

const tickMs = 100;

const bucket = ({ rate, burst }: { rate: number; burst: number }) => {
  let tokens = burst;
  return {
    refill: (): void => {
      tokens = Math.min(burst, tokens + (rate * tickMs) / 1_000);
    },
    take: (): boolean => {
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};

/**
 * All sockets close at once. Each client fetches a ticket and connects, and waits longer after each refusal.
 */
export const reconnectStorm = (sockets: number, bounds: Bounds, random: () => number): Storm => {
  const [tickets, handshakes] = [bucket(bounds.tickets), bucket(bounds.handshakes)];
  const due = new Map<number, number[]>();
  const schedule = (tick: number, failures: number): void => {
    const at = tick + Math.max(1, Math.ceil(pauseMs(failures, random) / tickMs));
    const list = due.get(at) ?? [];
    list.push(failures);
    due.set(at, list);
  };
  for (let client = 0; client < sockets; client += 1) schedule(0, 1);
  const perSecond: number[] = [];
  const back: number[] = [];
  for (let tick = 1; back.length < sockets; tick += 1) {
    tickets.refill();
    handshakes.refill();
    const attempts = due.get(tick) ?? [];
    due.delete(tick);
    const second = Math.floor((tick * tickMs) / 1_000);
    perSecond[second] = (perSecond[second] ?? 0) + attempts.length;
    for (const failures of attempts) {
      if (tickets.take() && handshakes.take()) back.push((tick * tickMs) / 1_000);
      else schedule(tick, failures + 1);
    }
  }
  const after = (share: number): number => back[Math.ceil(share * sockets) - 1] ?? 0;
  return {
    half: after(0.5),
    nearlyAll: after(0.99),
    attempts: Math.max(...perSecond.map((count) => count ?? 0)),
  };
};
