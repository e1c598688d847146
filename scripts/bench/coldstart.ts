import { execFile } from 'node:child_process';
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions } from '../../lib/bundling/bundle-options.ts';

const help = `npm run bench:coldstart -- [options]

Module init of every function's bundle, each in fresh processes, one after the other in turn, beside an
empty handler and a naive bundle of send-message (esbuild's defaults, the SDK left outside).

  --rounds <number>   Processes per bundle (default 15)
  --help              Shows this
`;

/** What the issue asks of send-message. */
const budget = { bytes: 450 * 1_024, ofNaive: 0.6 };

/** Where a naive bundle finds the SDK, as it would find the runtime's copy. */
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
  CORS: 'off',
};
const measure = (file: string): string => `
const before = process.hrtime.bigint();
require(${JSON.stringify(file)});
process.stdout.write(String(process.hrtime.bigint() - before));`;

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly milliseconds: number[];
}

const bundleOf = (name: string): Bundle => ({
  name,
  file: join(process.cwd(), folder, `${name.replaceAll('/', '-')}.cjs`),
  milliseconds: [],
});

const functionBundles = async (): Promise<Bundle[]> => {
  const handlers = globSync('functions/{http,websocket,triggers}/*/handler.ts').sort();
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
    entryPoints: ['functions/http/send-message/handler.ts'],
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

const initOf = async (bundle: Bundle): Promise<number> => {
  const { stdout } = await run('node', ['-e', measure(bundle.file)], { env: environment });
  return Number(stdout) / 1e6;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const report = (bundles: readonly Bundle[]): void => {
  for (const { name, file, milliseconds } of bundles) {
    const kilobytes = (statSync(file).size / 1_024).toFixed(0).padStart(6);
    const [middle, best] = [median(milliseconds), Math.min(...milliseconds)];
    console.log(
      `${name.padEnd(32)} ${kilobytes} KB  median ${middle.toFixed(1).padStart(6)} ms  best ${best.toFixed(1).padStart(6)} ms`,
    );
  }
};

/** @throws when a bundle that must be there is not */
const named = (bundles: readonly Bundle[], name: string): Bundle => {
  const found = bundles.find((bundle) => bundle.name === name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
};

const judge = (bundles: readonly Bundle[]): void => {
  const send = named(bundles, 'http/send-message');
  const ratio =
    median(send.milliseconds) / median(named(bundles, 'naive send-message').milliseconds);
  const bytes = statSync(send.file).size;
  console.log(`\nsend-message: ${bytes} bytes (at most ${budget.bytes}), `);
  console.log(`its init is ${ratio.toFixed(2)} of the naive one (at most ${budget.ofNaive})`);
  if (bytes > budget.bytes || ratio > budget.ofNaive) {
    console.error('over budget');
    process.exitCode = 1;
  }
};

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, help: { type: 'boolean' } },
});
if (values.help) console.log(help);
else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundles = [emptyBundle(), await naiveBundle(), ...(await functionBundles())];
  for (let round = 0; round < Number(values.rounds); round++) {
    // In turn, so that a busy moment of the machine falls on all of them.
    for (const bundle of bundles) bundle.milliseconds.push(await initOf(bundle));
  }
  report(bundles);
  judge(bundles);
}
