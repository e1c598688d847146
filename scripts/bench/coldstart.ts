import { execFile } from 'node:child_process';
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { awaitedFunctions, maxStartBytes } from '../../lib/bundling/awaited.ts';
import { bundleFunction } from '../../lib/bundling/bundle-function.ts';
import { commandLine } from '../command.ts';

/** Maximum CPU time, as a share of the naive bundle's of the same function. */
const maxOfNaive = 0.55;

/** The naive bundles find the SDK here, in place of the runtime's copy. */
const folder = join(process.cwd(), '.cache/coldstart');
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  TABLE_NAME: 'table',
  USER_POOL_ID: 'us-east-1_pool',
  USER_POOL_CLIENT_ID: 'client',
  CONNECTIONS_ENDPOINT: 'http://127.0.0.1:1/ws',
  UPLOAD_BUCKET_NAME: 'bucket',
  REGISTRATION: 'open',
  INVITATIONS: 'everyone',
  USER_STORAGE_MB: '1024',
  MAX_FILE_MB: '10',
  FILE_TYPES: 'any',
  REQUESTS: 'on',
  CORS: 'off',
  CORS_ORIGINS: 'none',
};
/** Prints wall-clock and CPU time in milliseconds. */
const measure = (file: string): string => `
const [before, used] = [process.hrtime.bigint(), process.cpuUsage()];
import(${JSON.stringify(`file://${file}`)}).then(() => {
  const { user, system } = process.cpuUsage(used);
  const elapsed = process.hrtime.bigint() - before;
  process.stdout.write(JSON.stringify([Number(elapsed) / 1e6, (user + system) / 1e3]));
});`;

interface Bundle {
  readonly name: string;
  readonly file: string;
  /** Bytes that are loaded when the function starts. */
  readonly bytes: number;
  /** Wall-clock milliseconds of each round. */
  readonly elapsed: number[];
  /** CPU milliseconds: less affected by other programs. */
  readonly cpu: number[];
}

const measured = (name: string, file: string, bytes: number): Bundle => ({
  name,
  file,
  bytes,
  elapsed: [],
  cpu: [],
});
const outdirOf = (name: string): string => join(folder, name.replaceAll('/', '-'));

const functionBundle = (name: string): Bundle => {
  const outdir = outdirOf(name);
  const { startBytes } = bundleFunction(name, outdir);
  return measured(name, join(outdir, 'index.mjs'), startBytes);
};

/** A bundle with esbuild's defaults, which leaves the SDK to the runtime. */
const naiveBundle = async (name: string): Promise<Bundle> => {
  const file = `${outdirOf(name)}-naive.cjs`;
  await build({
    entryPoints: [`${name}/handler.ts`],
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*', '@smithy/*'],
    outfile: file,
  });
  return measured(`${name}, naive`, file, statSync(file).size);
};

const emptyBundle = (): Bundle => {
  const file = join(folder, 'empty.cjs');
  writeFileSync(file, 'exports.handler = async () => ({ statusCode: 200 });\n');
  return measured('an empty handler', file, statSync(file).size);
};

const run = promisify(execFile);

const start = async (bundle: Bundle): Promise<void> => {
  const { stdout } = await run('node', ['-e', measure(bundle.file)], { env: environment });
  const [elapsed, cpu] = JSON.parse(stdout);
  bundle.elapsed.push(elapsed);
  bundle.cpu.push(cpu);
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const inColumn = (value: number, digits = 1): string => value.toFixed(digits).padStart(7);

const report = (bundles: readonly Bundle[]): void => {
  console.log(`${' '.repeat(42)}      KB   CPU ms  clock ms   (medians)`);
  for (const { name, bytes, elapsed, cpu } of bundles) {
    const times = `${inColumn(median(cpu))}   ${inColumn(median(elapsed))}`;
    console.log(`${name.padEnd(42)} ${inColumn(bytes / 1_024, 0)}  ${times}`);
  }
};

/** One line for each function that a person waits for, and whether it is within both limits. */
const judge = (ours: Bundle, naive: Bundle): boolean => {
  const ratio = median(ours.cpu) / median(naive.cpu);
  const byTheClock = median(ours.elapsed) / median(naive.elapsed);
  const isWithin = ours.bytes <= maxStartBytes && ratio <= maxOfNaive;
  const figures = `${inColumn(ours.bytes / 1_024, 0)}  ${inColumn(ratio, 2)}   ${inColumn(byTheClock, 2)}`;
  console.log(`${isWithin ? '✓' : '✗'} ${ours.name.padEnd(40)} ${figures}`);
  return isWithin;
};

const values = commandLine({
  name: 'bench:coldstart',
  summary:
    "Measures how long the functions that a person waits for take to load, each in new processes, against a naive bundle of the same function (esbuild's defaults, without the SDK). Fails if one is over its budget (lib/bundling/awaited.ts). With --all, also measures the other functions.",
  options: {
    rounds: { type: 'string', default: '15' },
    all: { type: 'boolean', default: false },
  },
  help: { rounds: 'Processes of each bundle', all: 'Every function' },
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const pairs = await Promise.all(
  awaitedFunctions.map(async (name) => ({
    ours: functionBundle(name),
    naive: await naiveBundle(name),
  })),
);
const isAwaited = (name: string): boolean => awaitedFunctions.some((awaited) => awaited === name);
const others = globSync('functions/{http,http/mailbox,websocket,triggers}/*/handler.ts')
  .map(dirname)
  .filter((name) => values.all && !isAwaited(name))
  .sort()
  .map(functionBundle);
const bundles = [emptyBundle(), ...pairs.flatMap(({ ours, naive }) => [ours, naive]), ...others];
for (let round = 0; round < Number(values.rounds); round++) {
  // Alternates between the bundles, so that a busy moment of the machine affects all of them.
  for (const bundle of bundles) await start(bundle);
}
report(bundles);
console.log(
  `\nAt most ${maxStartBytes / 1_024} KB, and ${maxOfNaive} of the CPU time of its naive bundle:`,
);
console.log(`${' '.repeat(42)}      KB      CPU     clock`);
const isWithin = pairs.map(({ ours, naive }) => judge(ours, naive));
if (isWithin.includes(false)) {
  console.error('over budget');
  process.exitCode = 1;
}
