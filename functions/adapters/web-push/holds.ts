import { limits } from '#contracts/limits.ts';
import type { Clock } from '#core/ports/system.ts';

/** After so many failures in a row a push service gets a rest: 2, 4, 8, … seconds, up to `longestRest`. */
const failuresBeforeRest = 5;
const longestRestSeconds = 60;
const maxEntries = 10_000;

interface Service {
  readonly failures: number;
  /** Epoch milliseconds. */
  readonly restsUntil: number;
}

/** A map that forgets its oldest entries: addresses come from clients. */
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
 * What must not be sent to yet: an endpoint until the end of its Retry-After, also for the next message, and a
 * push service that does not answer, so that its failures do not fill all connections. In memory: another
 * process learns the same from its own requests.
 */
export const makeHolds = (clock: Clock) => {
  const endpoints = boundedMap<number>();
  const services = boundedMap<Service>();
  const serviceOf = (endpoint: string): string => new URL(endpoint).origin;
  /** Seconds until then; 0 if that is over, or so far away that the clock was set back. */
  const left = (until: number): number => {
    const seconds = Math.ceil((until - clock.now()) / 1_000);
    return seconds > limits.webPush.longestWaitSeconds ? 0 : Math.max(0, seconds);
  };

  return {
    /** Seconds until this endpoint may be sent to; 0 if it may. */
    secondsLeft: (endpoint: string): number => {
      const rest = services.get(serviceOf(endpoint))?.restsUntil ?? 0;
      return Math.max(left(endpoints.get(endpoint) ?? 0), left(rest));
    },
    /** The push service asked to wait with this endpoint. */
    asked: (endpoint: string, seconds: number): void => {
      const atMost = Math.min(seconds, limits.webPush.longestWaitSeconds);
      endpoints.set(endpoint, clock.now() + atMost * 1_000);
    },
    /** The push service does its work. */
    answered: (endpoint: string): void => {
      endpoints.delete(endpoint);
      services.delete(serviceOf(endpoint));
    },
    /** No answer, or one that says that the push service is broken. */
    failed: (endpoint: string): void => {
      const origin = serviceOf(endpoint);
      const { failures = 0, restsUntil = 0 } = services.get(origin) ?? {};
      // Requests that began before the rest.
      if (left(restsUntil) > 0) return;
      const next = failures + 1;
      const rest = Math.min(2 ** (next - failuresBeforeRest + 1), longestRestSeconds);
      const until = next < failuresBeforeRest ? 0 : clock.now() + rest * 1_000;
      services.set(origin, { failures: next, restsUntil: until });
    },
  };
};
