import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { newDataFolder, type ParleyProcess } from '../../test/support/parley-process.ts';
import { commandLine } from '../command.ts';
import { numberOption } from '../number-option.ts';
import type { Person } from './people.ts';
import { usageOf } from './process-usage.ts';
import type { Load, LoadFigures } from './realtime/load.ts';
import { startRemote } from './realtime/remote.ts';
import { reportGoal, reportProbe, reportReturn, reportSteady } from './realtime/report.ts';
import { seedPairs } from './realtime/seed-pairs.ts';
import { askProbe, startBare, startProbed } from './realtime/servers.ts';

const values = commandLine({
  name: 'bench:realtime',
  summary:
    'Measures live delivery over real sockets of the one-process home: from a send to the frame on every device of both people, against a bare server with the same sockets; then how all devices reconnect after kill -9, at once and after a longer outage, while users keep sending. Exits with 1 if a figure misses its goal, or if a message is missing on any device.',
  options: {
    sockets: { type: 'string', default: '500' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    down: { type: 'string', default: '15' },
  },
  help: {
    sockets: 'Two for each person; a multiple of four',
    rate: 'Messages a second',
    seconds: 'How long, with the bare server and with Parley each',
    down: 'Seconds without a server in the longer outage',
  },
});
const rate = numberOption('rate', values.rate);
const seconds = numberOption('seconds', values.seconds);
const downSeconds = numberOption('down', values.down, { min: 0 });
const devicesEach = 2;
const personCount = Math.ceil(numberOption('sockets', values.sockets) / devicesEach / 2) * 2;

type Remote = ReturnType<typeof startRemote<Load>>;
const startLoad = (): Remote => startRemote<Load>('load.ts');

/** Sends for a while. Returns the figures and the server's CPU time per message. */
const measure = async (load: Remote, pid: number) => {
  await load.functions.startSending(rate);
  // Excludes one-time compilation from the figures.
  await wait(3_000);
  await load.functions.take();
  const before = usageOf(pid)?.cpuMs ?? 0;
  await wait(seconds * 1_000);
  const figures = await load.functions.take();
  const cpuMs = (usageOf(pid)?.cpuMs ?? 0) - before;
  return { figures, cpuMsPerMessage: cpuMs / figures.answered.count };
};

const measureBare = async (folder: string, people: readonly Person[]): Promise<LoadFigures> => {
  const bare = await startBare(folder);
  const load = startLoad();
  await load.functions.connect({ url: bare.url, kind: 'bare', people, devicesEach });
  const { figures, cpuMsPerMessage } = await measure(load, bare.pid);
  await load.functions.stopSending();
  load.stop();
  bare.stop();
  reportSteady('bare server (one durable row, one frame a socket)', figures, cpuMsPerMessage);
  return figures;
};

const measureSteady = async (load: Remote, parley: ParleyProcess): Promise<LoadFigures> => {
  const asked = measure(load, parley.pid);
  await wait(3_000);
  await askProbe(parley);
  const { figures, cpuMsPerMessage } = await asked;
  const probed = await askProbe(parley);
  reportSteady('parley', figures, cpuMsPerMessage);
  reportProbe(probed, figures.answered.count, cpuMsPerMessage);
  return figures;
};

/** Kills the server under load, restarts it, and waits for all devices. */
const measureReturn = async (
  load: Remote,
  parley: ParleyProcess,
  args: string[],
  downMs: number,
) => {
  await parley.kill();
  await load.functions.lose();
  await wait(downMs);
  const again = await startProbed(args);
  await load.functions.markReturn();
  await load.functions.take();
  const before = usageOf(again.pid)?.cpuMs ?? 0;
  const backAfterMs = await load.functions.untilAllBack();
  const figures = await load.functions.take();
  const cpuMs = (usageOf(again.pid)?.cpuMs ?? 0) - before;
  reportReturn(backAfterMs, figures, await askProbe(again), cpuMs);
  const goals = [
    reportGoal({
      what: 'all devices back and caught up',
      measured: Math.round(backAfterMs.at(-1) ?? 0) / 1_000,
      atMost: 35,
      unit: 's',
    }),
    reportGoal({
      what: 'sends answered meanwhile, p99',
      measured: figures.answered.p99,
      atMost: 250,
      unit: 'ms',
    }),
  ];
  return { again, goals };
};

const [load1] = loadavg();
console.log(`${availableParallelism()} cores, busy before this run: ${load1?.toFixed(1)}`);
const data = newDataFolder();
const goals: boolean[] = [];
let parley: ParleyProcess | null = null;
try {
  console.log(`seeding ${personCount} people…`);
  const people = await seedPairs(data.path, personCount);
  console.log(`${rate} messages a second for ${seconds} s, bare server…`);
  const least = await measureBare(data.path, people);

  parley = await startProbed(['--data', data.path]);
  const args = ['--data', data.path, '--port', new URL(parley.url).port];
  const load = startLoad();
  console.log(`connecting ${personCount * devicesEach} devices to Parley…`);
  await load.functions.connect({ url: parley.url, kind: 'parley', people, devicesEach });
  console.log(`${rate} messages a second for ${seconds} s, Parley…`);
  const live = await measureSteady(load, parley);
  for (const [percentile, atMost] of [
    ['p50', 10],
    ['p99', 100],
  ] as const) {
    const what = `send to frame, ${percentile}`;
    goals.push(reportGoal({ what, measured: live.received[percentile], atMost, unit: 'ms' }));
  }
  const ratio = live.received.p50 / least.received.p50;
  console.log(`ratio to the bare server, send to frame, p50: ${ratio.toFixed(2)}`);

  for (const down of [0, downSeconds]) {
    console.log(`kill -9 under load, down for ${down} s…`);
    const returned = await measureReturn(load, parley, args, down * 1_000);
    parley = returned.again;
    goals.push(...returned.goals);
  }

  await load.functions.stopSending();
  await wait(1_000);
  const missing = await load.functions.countMissing();
  goals.push(
    reportGoal({ what: 'missing on any device', measured: missing, atMost: 0, unit: 'entries' }),
  );
  load.stop();
  await parley.stop();
} finally {
  await parley?.kill();
  data.remove();
}
process.exitCode = goals.every(Boolean) ? 0 : 1;
