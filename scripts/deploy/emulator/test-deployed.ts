import { outputsOf } from '#scripts/deploy/outputs-of.ts';
import { run } from '#scripts/deploy/run.ts';
import type { Target } from '#scripts/deploy/target/target.ts';

/** MiniStack 1.5.33; the names are those of test/support/endpoint.ts. */
export const lackingAtMiniStack = [
  'request-cookies',
  'raw-bytes',
  'body-limit',
  'trailing-slash',
  'handshake-status',
  'reserved-actions',
  'frame-limit',
  'binary-frames',
  'fifty-starts',
  'socket-logs',
  'challenge',
  'cors',
  'time-to-live',
  'json-logs',
  'close-codes',
];

/**
 * On AWS the gateway chooses the close code itself; without CloudFront nothing normalises a slash.
 */
export const lackingAt = async ({ endpoint }: Target): Promise<string[]> => {
  if (!endpoint) return ['close-codes'];
  const isMiniStack = (await fetch(`${endpoint}/_ministack/health`)).ok;
  return isMiniStack ? lackingAtMiniStack : ['trailing-slash', 'close-codes'];
};

/**
 * Runs the e2e files against a deployed stage: at the site, or, without one, at its APIs. `only`:
 * those whose path contains this text. `lacks`: what this account lacks besides.
 */
export const testDeployed = async (
  target: Target,
  { only, lacks = [] }: { only?: string | undefined; lacks?: readonly string[] } = {},
): Promise<void> => {
  const { SiteUrl, ApiUrl, SocketUrl } = await outputsOf(target);
  const report = process.env['PARLEY_TEST_REPORT'];
  const reporters = report
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : [];
  const files = [...(only === undefined ? [] : [only]), '--project', 'e2e'];
  // On an emulator, fifty parallel calls start fifty processes.
  const timeout = ['--testTimeout', '120000'];
  await run('vitest', ['run', ...files, ...timeout, ...reporters], {
    environment: {
      ...target.environment,
      PARLEY_ENDPOINT_LACKS: [...(await lackingAt(target)), ...lacks].join(','),
      PARLEY_BASE_URL: SiteUrl ?? ApiUrl,
      ...(!SiteUrl && { PARLEY_WS_URL: SocketUrl }),
    },
  });
};
