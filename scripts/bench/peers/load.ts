import { setTimeout as delay } from 'node:timers/promises';
import { usageOf } from '../process-usage.ts';
import type { Round } from '../send/load.ts';
import { percentile } from '../support/medians.ts';
import type { Peer } from './peer.ts';

interface Sent {
  readonly times: number[];
  readonly failed: number;
}

const timed = async (peer: Peer, person: number, into: number[]): Promise<boolean> => {
  const from = performance.now();
  try {
    await peer.send(person);
    into.push(performance.now() - from);
    return true;
  } catch {
    return false;
  }
};

/** Everybody sends again as soon as the last message is acknowledged. */
const atOnce = async (peer: Peer, people: number, seconds: number): Promise<Sent> => {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  let failed = 0;
  const write = async (person: number): Promise<void> => {
    while (performance.now() < until) if (!(await timed(peer, person, times))) failed++;
  };
  await Promise.all(Array.from({ length: people }, (_, person) => write(person)));
  return { times, failed };
};

/** So many messages a second by all in turn, evenly spread, whether or not earlier ones are acknowledged. */
const atRate = async (peer: Peer, people: number, rate: number, seconds: number): Promise<Sent> => {
  const from = performance.now();
  const times: number[] = [];
  const sends: Promise<boolean>[] = [];
  for (let number = 0; number < rate * seconds; number++) {
    const wait = from + (number * 1_000) / rate - performance.now();
    if (wait > 0) await delay(wait);
    sends.push(timed(peer, number % people, times));
  }
  const failed = (await Promise.all(sends)).filter((isSent) => !isSent).length;
  return { times, failed };
};

const arrivalMs = 10_000;

/** Every acknowledged message must reach its receiver. Returns how many did not. */
const lostOf = async (peer: Peer, expected: number): Promise<number> => {
  const until = performance.now() + arrivalMs;
  while (peer.received() < expected && performance.now() < until) await delay(10);
  return Math.max(0, expected - peer.received());
};

/** One round, at a rate or, without, at full load. A message that does not arrive counts as failed. */
export const measurePeer = async (
  peer: Peer,
  { people, seconds, rate }: { people: number; seconds: number; rate: number | null },
): Promise<Round> => {
  const arrived = peer.received();
  const before = usageOf(peer.pid);
  const from = performance.now();
  const { times, failed } =
    rate === null ? await atOnce(peer, people, seconds) : await atRate(peer, people, rate, seconds);
  const elapsed = (performance.now() - from) / 1_000;
  const lost = await lostOf(peer, arrived + times.length);
  const after = usageOf(peer.pid);
  return {
    perSecond: times.length / elapsed,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpuMs: ((after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)) / times.length,
    rssMb: after?.rssMb ?? 0,
    failed: failed + lost,
  };
};
