import { limits } from '#contracts/limits.ts';
import type { Clock } from '#core/ports/system.ts';

/**
 * After this many consecutive failures, nothing is sent to a push service for 2, 4, 8, … seconds, up to
 * `longestRestSeconds`.
 */
const failuresBeforeRest = 5;
const longestRestSeconds = 60;
const maxEntries = 10_000;

interface Service {
  readonly failures: number;
  /** Epoch milliseconds. */
  readonly restsUntil: number;
}

/** A map that evicts its oldest entries, since addresses come from clients. */
const boundedMap = <V>() => {
  const entries = new Map<string, V>();
  return {
    get: (key: string): V | undefined => entries.get(key),
    delete: (key: string): boolean => entries.delete(key),
    set: (key: string, value: V): void => {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.size > maxEntries ? entries.keys() : [];
      if (oldest !== undefined) entries.delete(oldest);
    },
  };
};

/**
 * Endpoints and push services to which nothing may be sent yet: an endpoint until the end of its Retry-After,
 * and a push service that does not answer, so that its failures do not use up all connections. Stored in
 * memory: each process finds this out by its own requests.
 */
export const makeHolds = (clock: Clock) => {
  const endpoints = boundedMap<number>();
  const services = boundedMap<Service>();
  const serviceOf = (endpoint: string): string => new URL(endpoint).origin;
  /**
   * Seconds until this time; 0 if it has passed, or if it is so far away that the clock must have been set
   * back.
   */
  const left = (until: number): number => {
    const seconds = Math.ceil((until - clock.now()) / 1_000);
    return seconds > limits.webPush.longestWaitSeconds ? 0 : Math.max(0, seconds);
  };

  return {
    /** Seconds until something may be sent to this endpoint; 0 if it may be sent now. */
    secondsLeft: (endpoint: string): number => {
      const rest = services.get(serviceOf(endpoint))?.restsUntil ?? 0;
      return Math.max(left(endpoints.get(endpoint) ?? 0), left(rest));
    },
    /** The push service answered with Retry-After. */
    asked: (endpoint: string, seconds: number): void => {
      const atMost = Math.min(seconds, limits.webPush.longestWaitSeconds);
      endpoints.set(endpoint, clock.now() + atMost * 1_000);
    },
    /** The push service works. */
    answered: (endpoint: string): void => {
      endpoints.delete(endpoint);
      services.delete(serviceOf(endpoint));
    },
    /** The push service did not answer, or answered with a server error. */
    failed: (endpoint: string): void => {
      const origin = serviceOf(endpoint);
      const { failures = 0, restsUntil = 0 } = services.get(origin) ?? {};
      // Ignores the answers to requests that were sent before the pause.
      if (left(restsUntil) > 0) return;
      const next = failures + 1;
      const rest = Math.min(2 ** (next - failuresBeforeRest + 1), longestRestSeconds);
      const until = next < failuresBeforeRest ? 0 : clock.now() + rest * 1_000;
      services.set(origin, { failures: next, restsUntil: until });
    },
  };
};
