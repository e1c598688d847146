import { cpSync, mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { makePlace, originOf, trusting } from '../../test/support/push-service/place.ts';
import { commandLine } from '../command.ts';
import { numberOption } from '../number-option.ts';
import type { Person } from './people.ts';
import { usageOf } from './process-usage.ts';
import { seedDevices } from './push/seed-devices.ts';
import type { Sink } from './push/sink.ts';
import { createPace } from './realtime/pace.ts';
import { startRemote } from './realtime/remote.ts';
import { seedPairs } from './realtime/seed-pairs.ts';

const values = commandLine({
  name: 'bench:push',
  summary:
    'What notifications cost sends in one process: sends with subscriptions registered against sends without, in short alternating rounds; and the time from a send until a push service has the notification. Ends with 1 when a figure is beyond its goal.',
  options: {
    subscriptions: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '60' },
    sends: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
  },
  help: {
    subscriptions: 'People with a device',
    rounds: 'How often each variant sends as fast as it can',
    sends: 'Sends of each round',
    seconds: 'How long latency is measured, at all variants at the same time',
    rate: 'Sends a second at each variant where latency is measured',
  },
});
const pairs = numberOption('subscriptions', values.subscriptions);
const rounds = numberOption('rounds', values.rounds);
const amount = numberOption('sends', values.sends);
const seconds = numberOption('seconds', values.seconds);
const rate = numberOption('rate', values.rate);
const goals = { ratio: 1.03, p99Ms: 500 };

const text = 'A message of an ordinary length, as people write them all day long.';
const epochMs = (): number => performance.timeOrigin + performance.now();
type Server = Awaited<ReturnType<typeof startParley>>;

/** Nobody has a device; the senders have one; the receivers have one, so that each message is announced. */
const names = ['without', 'registered', 'announced'] as const;
type Name = (typeof names)[number];
type Servers = Readonly<Record<Name, Server>>;
const forEachName = <T>(make: (name: Name) => T): Record<Name, T> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>;

/** Every sender of these pairs writes to its receiver. */
const requestsOf = (people: readonly Person[]): autocannon.Request[] =>
  people.flatMap((sender, index) =>
    index % 2 === 1
      ? []
      : [
          {
            method: 'POST' as const,
            path: '/api/messages',
            headers: {
              authorization: `Bearer ${sender.token}`,
              'content-type': 'application/json',
            },
            body: JSON.stringify({ text, receiver_id: people[index + 1]?.id }),
          },
        ],
  );

const quantile = (all: readonly number[], part: number): number =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? 0;
const median = (all: readonly number[]): number => quantile(all, 0.5);
const range = (all: readonly number[], digits: number): string =>
  `${median(all).toFixed(digits)} (${quantile(all, 0.1).toFixed(digits)} to ${quantile(all, 0.9).toFixed(digits)})`;

/** As many sends a second as go, on 16 connections; and the processor time of each. */
const burst = async ({ url, pid }: Server, requests: autocannon.Request[], round: number) => {
  // Each round begins elsewhere, so that they do not all write to the same people.
  const from = (round * amount) % requests.length;
  const turned = [...requests.slice(from), ...requests.slice(0, from)];
  const cpuBefore = usageOf(pid)?.cpuMs ?? 0;
  const startedAt = performance.now();
  const result = await autocannon({ url, connections: 16, amount, requests: turned });
  const perSecond = amount / ((performance.now() - startedAt) / 1_000);
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} sends failed`);
  return { perSecond, cpuMs: ((usageOf(pid)?.cpuMs ?? 0) - cpuBefore) / amount };
};

/** Rounds of two variants in turn; what else the machine does is in both. Prints medians and their ratio. */
const compareBursts = async (servers: Servers, name: Name, requests: autocannon.Request[]) => {
  const all = forEachName(() => ({ perSecond: [] as number[], cpuMs: [] as number[] }));
  for (let round = -3; round < rounds; round++) {
    for (const which of round % 2 === 0 ? ['without' as const, name] : [name, 'without' as const]) {
      const { perSecond, cpuMs } = await burst(servers[which], requests, round + 3);
      // What is announced later than the sends must not run in the round of the other.
      if (which === 'announced') await wait(1_300);
      // The first rounds are for the compiler.
      if (round < 0) continue;
      all[which].perSecond.push(perSecond);
      all[which].cpuMs.push(cpuMs);
    }
  }
  const { without } = all;
  const ratio = median(
    without.perSecond.map((one, round) => one / (all[name].perSecond[round] ?? 1)),
  );
  console.log(
    `${name} and without, ${rounds} rounds of ${amount} sends each, medians (10th to 90th percentile):`,
  );
  for (const which of [name, 'without'] as const) {
    const { perSecond, cpuMs } = all[which];
    console.log(
      `  ${which}: ${range(perSecond, 0)} sends/s, ${median(cpuMs).toFixed(3)} ms of processor each`,
    );
  }
  console.log(`  ${name}: ${ratio.toFixed(3)} times as long as without`);
  return ratio;
};

/** The same rate of sends to all variants at the same time. */
const pace = async (servers: Servers, requests: autocannon.Request[], sink: Sinks) => {
  const answers = forEachName(() => [] as number[]);
  const sentAt = new Map<string, number>();
  const paced = createPace(async (number) => {
    const name = names[number % names.length] ?? 'without';
    const request = requests[Math.floor(number / names.length) % requests.length];
    const headers = request?.headers as Record<string, string>;
    const at = epochMs();
    const init = { method: 'POST', headers, body: String(request?.body) };
    const response = await fetch(`${servers[name].url}${request?.path}`, init);
    const { conversation_id } = (await response.json()) as { conversation_id: string };
    answers[name].push(epochMs() - at);
    if (name === 'announced') sentAt.set(conversation_id.replaceAll('-', ''), at);
  });
  await sink.take();
  paced.start(rate * names.length);
  // Before the first conversation comes again.
  await wait(Math.min(seconds, requests.length / rate) * 1_000);
  await paced.stop();
  await wait(2_000);
  const arrivals = new Map((await sink.take()).toReversed());
  const handed = [...sentAt].map(([topic, at]) => (arrivals.get(topic) ?? Number.NaN) - at);
  if (handed.some(Number.isNaN)) throw new Error('a message was not announced');
  return { answers, handed };
};
type Sinks = ReturnType<typeof startRemote<Sink>>['functions'];

const base = newDataFolder();
const place = await makePlace(base.path);
const sink = startRemote<Sink>('../push/sink.ts');
const started: Server[] = [];
try {
  await sink.functions.start(place.file);
  mkdirSync(`${base.path}/without`);
  const people = await seedPairs(`${base.path}/without`, pairs * 2);
  for (const [name, rest] of [
    ['registered', 0],
    ['announced', 1],
  ] as const) {
    cpSync(`${base.path}/without`, `${base.path}/${name}`, { recursive: true });
    const subscribed = people.filter((_, index) => index % 2 === rest);
    await seedDevices(`${base.path}/${name}`, subscribed, originOf(place));
  }
  const { args, env } = trusting(place);
  const start = async (name: Name): Promise<Server> => {
    const server = await startParley(['--data', `${base.path}/${name}`, '--api-only', ...args], {
      env,
    });
    started.push(server);
    return server;
  };
  const servers = {
    without: await start('without'),
    registered: await start('registered'),
    announced: await start('announced'),
  };
  const requests = requestsOf(people);
  const registered = await compareBursts(servers, 'registered', requests);
  await compareBursts(servers, 'announced', requests);
  const { answers, handed } = await pace(servers, requests, sink.functions);
  const without = median(answers.without);
  console.log(
    `at ${rate} sends a second to each at the same time, ${answers.without.length} sends each:`,
  );
  for (const name of names) {
    const one = answers[name];
    console.log(
      `  ${name}: answer after ${median(one).toFixed(2)} ms, p99 ${quantile(one, 0.99).toFixed(1)} ms; ${(median(one) / without).toFixed(3)} times without`,
    );
  }
  const p99 = quantile(handed, 0.99);
  console.log(
    `  from send to push service: ${median(handed).toFixed(2)} ms, p99 ${p99.toFixed(1)} ms, longest ${Math.max(...handed).toFixed(1)} ms; ${(median(handed) / without).toFixed(2)} times an answer without`,
  );
  const latency = median(answers.registered) / without;
  if (Math.max(registered, latency) > goals.ratio || p99 > goals.p99Ms) {
    console.log(`beyond its goal: ${goals.ratio} times without, p99 ${goals.p99Ms} ms`);
    process.exitCode = 1;
  }
} finally {
  for (const server of started) await server.stop();
  sink.stop();
  base.remove();
}
