import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { usageOf } from '../process-usage.ts';
import { percentile } from '../support/medians.ts';
import type { Target } from './targets.ts';

/** What a round measured. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly failed: number;
}

interface Sends {
  readonly sent: number;
  readonly failed: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

/** Each connection sends again as soon as it has its answer. */
const atOnce = async (target: Target, connections: number, seconds: number): Promise<Sends> => {
  const { url, requests } = target;
  const options = { url, connections, duration: seconds, requests: [...requests] };
  const result = await autocannon(options);
  const { p50, p99 } = result.latency;
  const failed = result.non2xx + result.errors;
  return { sent: result['2xx'], failed, seconds: result.duration, p50, p99 };
};

const sendOnce = (target: Target, agent: Agent, number: number): Promise<number | null> => {
  const {
    method,
    path,
    headers,
    body = '',
  } = target.requests[number % target.requests.length] ?? { method: 'POST' };
  const startedAt = performance.now();
  return new Promise((done) => {
    const sending = request(new URL(path ?? '/', target.url), {
      method: method ?? 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    sending.once('error', () => done(null));
    sending.once('response', (response) => {
      response.resume();
      response.once('end', () =>
        done((response.statusCode ?? 0) < 300 ? performance.now() - startedAt : null),
      );
    });
    sending.end(body);
  });
};

/** So many sends a second, evenly spread, whether or not earlier ones were answered. */
const atRate = async (target: Target, perSecond: number, seconds: number): Promise<Sends> => {
  const agent = new Agent({ keepAlive: true });
  const startedAt = performance.now();
  const answers: Promise<number | null>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const wait = startedAt + (number * 1_000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    answers.push(sendOnce(target, agent, number));
  }
  const all = await Promise.all(answers);
  agent.destroy();
  const times = all.filter((time) => time !== null);
  return {
    sent: times.length,
    failed: all.length - times.length,
    seconds: (performance.now() - startedAt) / 1_000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
};

/** How a round sends: at a rate, or with so many connections that never wait. */
export type Load = { readonly rate: number } | { readonly connections: number };

export const measure = async (target: Target, load: Load, seconds: number): Promise<Round> => {
  const before = usageOf(target.pid);
  const { sent, failed, ...times } =
    'rate' in load
      ? await atRate(target, load.rate, seconds)
      : await atOnce(target, load.connections, seconds);
  const after = usageOf(target.pid);
  return {
    perSecond: sent / times.seconds,
    p50: times.p50,
    p99: times.p99,
    cpuMs: ((after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)) / sent,
    rssMb: after?.rssMb ?? 0,
    failed,
  };
};
