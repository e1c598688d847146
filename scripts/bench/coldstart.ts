import { execFile } from 'node:child_process';
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions } from '../../lib/bundling/bundle-options.ts';
import { commandLine } from '../command.ts';

/** The limits for send-message. */
const budget = { bytes: 450 * 1_024, ofNaive: 0.6 };

/** The naive bundle finds the SDK here, in place of the runtime's copy. */
const folder = '.cache/coldstart';
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
  USER_STORAGE_MB: '1024',
  CORS: 'off',
};
/** Prints wall-clock and CPU time in milliseconds. */
const measure = (file: string): string => `
const [before, used] = [process.hrtime.bigint(), process.cpuUsage()];
require(${JSON.stringify(file)});
const { user, system } = process.cpuUsage(used);
const elapsed = process.hrtime.bigint() - before;
process.stdout.write(JSON.stringify([Number(elapsed) / 1e6, (user + system) / 1e3]));`;

interface Bundle {
  readonly name: string;
  readonly file: string;
  /** Wall-clock milliseconds of each round. */
  readonly elapsed: number[];
  /** CPU milliseconds: hardly affected by other programs. */
  readonly cpu: number[];
}

const bundleOf = (name: string): Bundle => ({
  name,
  file: join(process.cwd(), folder, `${name.replaceAll('/', '-')}.cjs`),
  elapsed: [],
  cpu: [],
});

const functionBundles = async (): Promise<Bundle[]> => {
  const handlers = globSync('functions/{http,http/mailbox,websocket,triggers}/*/handler.ts').sort();
  return Promise.all(
    handlers.map(async (entry) => {
      const bundle = bundleOf(`${basename(dirname(dirname(entry)))}/${basename(dirname(entry))}`);
      const options = { ...bundleOptions, mainFields: [...bundleOptions.mainFields] };
      await build({
        ...options,
        entryPoints: [entry],
        bundle: true,
        platform: 'node',
        outfile: bundle.file,
      });
      return bundle;
    }),
  );
};

const naiveBundle = async (): Promise<Bundle> => {
  const bundle = bundleOf('naive send-message');
  await build({
    entryPoints: ['functions/http/mailbox/send-message/handler.ts'],
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*', '@smithy/*'],
    outfile: bundle.file,
  });
  return bundle;
};

const emptyBundle = (): Bundle => {
  const bundle = bundleOf('empty handler');
  writeFileSync(bundle.file, 'exports.handler = async () => ({ statusCode: 200 });\n');
  return bundle;
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

const report = (bundles: readonly Bundle[]): void => {
  const inColumn = (value: number, digits = 1): string => value.toFixed(digits).padStart(7);
  console.log(`${' '.repeat(32)}      KB   CPU ms  clock ms   (medians)`);
  for (const { name, file, elapsed, cpu } of bundles) {
    const kilobytes = inColumn(statSync(file).size / 1_024, 0);
    const times = `${inColumn(median(cpu))}   ${inColumn(median(elapsed))}`;
    console.log(`${name.padEnd(32)} ${kilobytes}  ${times}`);
  }
};

/** @throws if a required bundle is missing */
const named = (bundles: readonly Bundle[], name: string): Bundle => {
  const found = bundles.find((bundle) => bundle.name === name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
};

const judge = (bundles: readonly Bundle[]): void => {
  const send = named(bundles, 'http/send-message');
  const naive = named(bundles, 'naive send-message');
  const ratio = median(send.cpu) / median(naive.cpu);
  const byTheClock = median(send.elapsed) / median(naive.elapsed);
  const bytes = statSync(send.file).size;
  console.log(`\nsend-message: ${bytes} bytes (at most ${budget.bytes}), its init takes`);
  console.log(`${ratio.toFixed(2)} of the CPU time of the naive one (at most ${budget.ofNaive}),`);
  console.log(`${byTheClock.toFixed(2)} of its time by the clock`);
  if (bytes > budget.bytes || ratio > budget.ofNaive) {
    console.error('over budget');
    process.exitCode = 1;
  }
};

const values = commandLine({
  name: 'bench:coldstart',
  summary:
    "Module init of every function's bundle, each in fresh processes, one after the other in turn, beside an empty handler and a naive bundle of send-message (esbuild's defaults, the SDK left outside).",
  options: { rounds: { type: 'string', default: '15' } },
  help: { rounds: 'Processes of each bundle' },
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const bundles = [emptyBundle(), await naiveBundle(), ...(await functionBundles())];
for (let round = 0; round < Number(values.rounds); round++) {
  // In turn, so that a busy moment of the machine affects all of them.
  for (const bundle of bundles) await start(bundle);
}
report(bundles);
judge(bundles);
