import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { miniStackMissing, startMiniStack } from '../../test/support/ministack/ministack.ts';
import { hostForMiniStack, makePlace, originOf } from '../../test/support/push-service/place.ts';
import { runCommand, UserError } from '../command.ts';
import { saveLogs } from './emulator/save-logs.ts';
import { lackingAt, testDeployed } from './emulator/test-deployed.ts';
import { run } from './run.ts';
import { chooseTarget } from './target/target.ts';

/** Logs of the e2e files and the functions, for the test of logs. */
const record = '.cache/test/record-ministack';

const serverEnvironment = {
  IOT_MTLS_ENABLED: '0',
  // Checks every call of a function against the permissions that its stack grants.
  AUTH: 'true',
  // A test opens one conversation fifty times at once; queued calls would get a 429.
  LAMBDA_ACCOUNT_CONCURRENCY: '80',
};

/** Maximum number of function errors that are printed after a failed run. */
const maxErrors = 5;
const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** With a selection of e2e files, nothing is verified. `checks`: as `npm run verify -- --only` takes them. */
const verifyDeployed = async (only?: string, checks?: string): Promise<void> => {
  if (only !== undefined && !only.startsWith('verify')) return;
  const part = only?.split(':')[1] ?? checks;
  const selection = part ? ['--only', part] : [];
  // A separate process, so that its log lines are not in the record of the e2e run.
  const environment = { ...process.env, PARLEY_RECORD: undefined };
  await run('node', ['scripts/verify.ts', '--stage', 'localstack', ...selection], { environment });
};

await runCommand({
  name: 'test:ministack',
  summary:
    'Starts MiniStack, deploys everything to it, runs npm run verify and the e2e files there, checks the logs of the functions, and stops it.',
  options: { only: { type: 'string' }, checks: { type: 'string' } },
  help: {
    only: 'Runs only the e2e files whose path contains this; "verify" runs only npm run verify, and "verify:sessions" a part of it',
    checks: 'The part of npm run verify that runs before the e2e files (default: all of it)',
  },
  run: async ({ only, checks }) => {
    const missing = await miniStackMissing();
    if (missing) throw new UserError(`MiniStack cannot run here: ${missing}`);
    // Calls of the APIs without CloudFront take less time; the suite stage-life uses CloudFront.
    process.env['PARLEY_CLOUDFRONT'] ??= 'off';
    // The e2e files start a push service there; the functions inherit the environment of MiniStack.
    const folder = mkdtempSync(join(tmpdir(), 'parley-push-'));
    const place = await makePlace(folder, hostForMiniStack);
    const trust = { NODE_EXTRA_CA_CERTS: place.certFile };
    const ministack = await startMiniStack({ env: { ...serverEnvironment, ...trust } });
    try {
      rmSync(record, { recursive: true, force: true });
      Object.assign(process.env, ministack.env, {
        PARLEY_RECORD: record,
        PARLEY_PUSH_PLACE: place.file,
        PARLEY_EMULATOR_PUSH_SERVICES: originOf(place),
      });
      const options = ['--stage', 'localstack', '--push-contact', place.contact];
      await run('node', ['scripts/deploy/deploy.ts', ...options]);
      const unverified = await verifyDeployed(only, checks).catch(asError);
      if (only?.startsWith('verify')) {
        if (unverified) throw unverified;
        return;
      }
      const target = chooseTarget('localstack');
      const failure = await testDeployed(target, { only }).catch(asError);
      const logged = await saveLogs(record);
      if (failure) {
        const errors = logged.filter((line) => line.includes('"level":"ERROR"'));
        console.log(`\nThe functions logged ${errors.length} errors, first these:`);
        console.log(errors.slice(0, maxErrors).join('\n'));
        throw failure;
      }
      if (unverified) throw unverified;
      // A selection of files does not produce all logs that the test expects.
      if (only !== undefined) return;
      const lacks = await lackingAt(target);
      await run('vitest', ['run', '--project', 'logs'], {
        environment: { ...process.env, PARLEY_ENDPOINT_LACKS: lacks.join(',') },
      });
    } finally {
      await ministack.stop();
      rmSync(folder, { recursive: true });
    }
  },
});
