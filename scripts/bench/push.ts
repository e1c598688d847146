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
import { latencies } from './realtime/figures.ts';
import { createPace } from './realtime/pace.ts';
import { startRemote } from './realtime/remote.ts';
import { seedPairs } from './realtime/seed-pairs.ts';

const values = commandLine({
  name: 'bench:push',
  summary:
    'What notifications cost sends in one process: sends with subscriptions registered against sends without, in short alternating rounds; and how long it takes from a send until a push service has the notification. Ends with 1 when a figure is beyond its goal.',
  options: {
    subscriptions: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '50' },
  },
  help: {
    subscriptions: 'People with a device',
    rounds: 'How often each is measured',
    seconds: 'Of each round',
    rate: 'Sends a second where latency is measured',
  },
});
const pairs = numberOption('subscriptions', values.subscriptions);
const rounds = numberOption('rounds', values.rounds);
const seconds = numberOption('seconds', values.seconds);
const rate = numberOption('rate', values.rate);
const goals = { loss: 0.03, p99Ms: 500 };

const text = 'A message of an ordinary length, as people write them all day long.';
const epochMs = (): number => performance.timeOrigin + performance.now();
type Server = Awaited<ReturnType<typeof startParley>>;

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

/** As many sends as go, on 32 connections. */
const saturate = async ({ url, pid }: Server, requests: autocannon.Request[]) => {
  const before = usageOf(pid)?.cpuMs ?? 0;
  // Each connection begins elsewhere, so that they do not all write to the same person.
  const from = Math.floor(Math.random() * requests.length);
  const turned = [...requests.slice(from), ...requests.slice(0, from)];
  const result = await autocannon({ url, connections: 32, duration: seconds, requests: turned });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} sends failed`);
  const cpuMs = ((usageOf(pid)?.cpuMs ?? 0) - before) / result['2xx'];
  return { rate: result['2xx'] / result.duration, cpuMs };
};

/** Sends at a fixed rate. Returns the milliseconds to each answer and, by topic, when each was sent. */
const pace = async ({ url }: Server, requests: autocannon.Request[]) => {
  const answered: number[] = [];
  const sentAt = new Map<string, number>();
  const paced = createPace(async (number) => {
    const { path, headers, body } = requests[number % requests.length] ?? {};
    const at = epochMs();
    const init = { method: 'POST', headers: headers as Record<string, string>, body: String(body) };
    const response = await fetch(`${url}${path}`, init);
    const { conversation_id } = (await response.json()) as { conversation_id: string };
    answered.push(epochMs() - at);
    sentAt.set(conversation_id.replaceAll('-', ''), at);
  });
  paced.start(rate);
  await wait(seconds * 1_000);
  await paced.stop();
  return { answered, sentAt };
};

const median = (all: readonly number[]): number => {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
const range = (all: readonly number[], digits: number): string =>
  `${median(all).toFixed(digits)} (${Math.min(...all).toFixed(digits)} to ${Math.max(...all).toFixed(digits)})`;

const base = newDataFolder();
const place = await makePlace(base.path);
const sink = startRemote<Sink>('../push/sink.ts');
const servers: Server[] = [];
try {
  await sink.functions.start(place.file);
  mkdirSync(`${base.path}/without`);
  const people = await seedPairs(`${base.path}/without`, pairs * 2);
  for (const copy of ['registered', 'announced']) {
    cpSync(`${base.path}/without`, `${base.path}/${copy}`, { recursive: true });
  }
  // The others have a device; and the receivers have one.
  const half = people.filter((_, index) => index % 2 === 1);
  await seedDevices(
    `${base.path}/registered`,
    people.filter((_, index) => index % 2 === 0),
    originOf(place),
  );
  await seedDevices(`${base.path}/announced`, half, originOf(place));
  const { args, env } = trusting(place);
  const start = async (name: string): Promise<Server> => {
    const server = await startParley(['--data', `${base.path}/${name}`, '--api-only', ...args], {
      env,
    });
    servers.push(server);
    return server;
  };
  const requests = requestsOf(people);
  const variants = {
    without: await start('without'),
    registered: await start('registered'),
    announced: await start('announced'),
  };
  type Name = keyof typeof variants;
  const names = Object.keys(variants) as Name[];
  const figures = Object.fromEntries(
    names.map((name) => [
      name,
      { rates: [] as number[], cpu: [] as number[], answers: [] as number[] },
    ]),
  ) as Record<Name, { rates: number[]; cpu: number[]; answers: number[] }>;
  const handed = latencies();
  let pushes = 0;

  for (let round = 0; round <= rounds; round++) {
    // The first one has the cooler machine, so the order changes.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const server = variants[name];
      const { rate: sends, cpuMs } = await saturate(server, requests);
      await wait(1_500);
      await sink.functions.take();
      const { answered, sentAt } = await pace(server, requests);
      await wait(1_000);
      const arrivals = await sink.functions.take();
      // The first round is for the compiler.
      if (round === 0) continue;
      figures[name].rates.push(sends);
      figures[name].cpu.push(cpuMs);
      figures[name].answers.push(median(answered));
      if (name !== 'announced') continue;
      const first = new Map(arrivals.toReversed());
      for (const [topic, at] of sentAt) {
        const arrived = first.get(topic);
        if (arrived === undefined) throw new Error('a message was not announced');
        handed.record(arrived - at);
        pushes++;
      }
    }
  }
  for (const name of names) {
    const { rates, cpu, answers } = figures[name];
    console.log(`${name}:`, {
      'sends/s': range(rates, 0),
      'CPU ms/send': range(cpu, 3),
      [`answer at ${rate}/s, ms`]: range(answers, 2),
    });
  }
  const { without } = figures;
  let isMissed = false;
  for (const name of ['registered', 'announced'] as const) {
    const by = (field: 'rates' | 'answers') =>
      median(figures[name][field].map((value, round) => value / (without[field][round] ?? 1)));
    console.log(
      `${name}: ratio to without, of sends a second ${by('rates').toFixed(3)}, of the answer's latency ${by('answers').toFixed(3)}`,
    );
    if (name === 'registered')
      isMissed = by('rates') < 1 - goals.loss || by('answers') > 1 + goals.loss;
  }
  const { p50, p99, max } = handed.take();
  console.log(
    `from send to push service at ${rate}/s, ${pushes} sends: p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms; p50 ${(p50 / median(figures.announced.answers)).toFixed(2)} times the answer's`,
  );
  if (isMissed || p99 > goals.p99Ms) {
    console.log(`beyond its goal: within ${goals.loss * 100} % of without, p99 ${goals.p99Ms} ms`);
    process.exitCode = 1;
  }
} finally {
  for (const server of servers) await server.stop();
  sink.stop();
  base.remove();
}
