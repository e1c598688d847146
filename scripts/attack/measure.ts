import type { Delays, startBystander } from './bystander.ts';
import { watchMachine } from './machine.ts';
import type { Finding, Row } from './row.ts';
import type { Target } from './target.ts';

/** Limits of what an attacker may cost: see docs/security.md. */
export const bounds = { delayMs: 250, memoryMb: 100, cpuSeconds: 0.5 } as const;

export interface RowResult {
  readonly row: Row;
  readonly finding: Finding;
  /** CPU time of the server, in total. */
  readonly cpuSeconds: number;
  /** Peak of resident memory above the value before. */
  readonly memoryMb: number;
  readonly delays: Delays;
  /** False if other programs used the machine: then delays are printed, but not judged. */
  readonly isQuiet: boolean;
  /** Broken limits and rules. */
  readonly problems: readonly string[];
  /** Only limits of delay and memory are broken, which other programs and the garbage collector also influence. */
  readonly mayBeNoise: boolean;
}

type Bystander = Awaited<ReturnType<typeof startBystander>>;

/** The server rests when it uses at most this part of a core; two bystanders alone use a tenth. */
const restingCores = 0.25;
const settle = { stepMs: 100, maxMs: 3_000 } as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the previous row's after-effects have ended, so that rows do not influence each other. */
const waitForRest = async (target: Target): Promise<void> => {
  const end = performance.now() + settle.maxMs;
  let cpuMs = 0;
  do {
    const before = target.usage().cpuMs;
    await pause(settle.stepMs);
    cpuMs = target.usage().cpuMs - before;
  } while (cpuMs > settle.stepMs * restingCores && performance.now() < end);
};

type Measured = Omit<RowResult, 'problems' | 'mayBeNoise'>;

const noisyProblems = ({ memoryMb, delays, isQuiet }: Measured): string[] => {
  const delay = Math.max(delays.health, delays.send) - delays.machine;
  return [
    ...(memoryMb > bounds.memoryMb ? [`memory rises by ${Math.round(memoryMb)} MB`] : []),
    ...(isQuiet && delay > bounds.delayMs ? [`a bystander waits ${Math.round(delay)} ms`] : []),
  ];
};

const certainProblems = ({ cpuSeconds, delays, finding }: Measured): string[] => {
  const each = cpuSeconds / Math.max(1, finding.requests);
  return [
    ...(each > bounds.cpuSeconds ? [`a request costs ${each.toFixed(2)} s of CPU`] : []),
    ...(delays.failed > 0 ? [`${delays.failed} requests of a bystander fail`] : []),
    ...finding.broken,
  ];
};

const judged = (measured: Measured): RowResult => {
  const [noisy, certain] = [noisyProblems(measured), certainProblems(measured)];
  return {
    ...measured,
    problems: [...noisy, ...certain],
    mayBeNoise: noisy.length > 0 && certain.length === 0,
  };
};

const nothing: Delays = { health: 0, send: 0, machine: 0, failed: 0 };
const ended = { cpuSeconds: 0, memoryMb: 0, delays: nothing, isQuiet: true };

const costOf = async (
  target: Target,
  bystander: Bystander,
  before: { cpuMs: number; rssMb: number },
) => {
  const after = target.usage();
  return {
    cpuSeconds: (after.cpuMs - before.cpuMs) / 1_000,
    memoryMb: after.peakMb - before.rssMb,
    delays: await bystander.delays(),
  };
};

/** Runs a row and measures its cost for the server and for the bystander. */
export const measureRow = async (
  row: Row,
  target: Target,
  bystander: Bystander,
): Promise<RowResult> => {
  await waitForRest(target);
  target.resetPeak();
  await bystander.delays();
  const machine = watchMachine();
  const before = target.usage();
  const finding = await row
    .run(target)
    .catch((error: unknown): Finding => ({ requests: 0, broken: [`the row ended with ${error}`] }));
  if (target.hasEnded()) {
    const problems = [`the server has ended: ${target.lastWords()}`, ...finding.broken];
    return { row, finding, ...ended, problems, mayBeNoise: false };
  }
  const cost = await costOf(target, bystander, before);
  return judged({ row, finding, ...cost, isQuiet: machine.wasQuiet(cost.cpuSeconds) });
};
