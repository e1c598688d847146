import { outputsOf } from '#scripts/deploy/outputs-of.ts';
import { run } from '#scripts/deploy/run.ts';
import { settingsOf } from '#scripts/deploy/stage-settings.ts';
import type { Target } from '#scripts/deploy/target/target.ts';
import { stageFront } from './stage-front.ts';

/** Capabilities that need CloudFront in front of MiniStack. */
const broughtByCloudFront = ['trailing-slash', 'request-cookies'];
/** Capabilities that MiniStack 1.5.33 lacks; the names are those of test/support/endpoint.ts. */
const lackingAtMiniStack = [
  'repeated-cookies',
  'raw-bytes',
  'body-limit',
  'compression',
  'missing-files',
  'recovery',
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
export const lackingAt = async ({ endpoint, stage }: Target): Promise<string[]> => {
  if (!endpoint) return ['close-codes'];
  const isMiniStack = (await fetch(`${endpoint}/_ministack/health`)).ok;
  const always = isMiniStack ? lackingAtMiniStack : ['close-codes'];
  return settingsOf(stage).web ? always : [...always, ...broughtByCloudFront];
};

/**
 * Runs the e2e files against a deployed stage: at the site, or, without one, at its APIs. `only`: files whose
 * path contains this text. `lacks`: further capabilities that this account lacks.
 */
export const testDeployed = async (
  target: Target,
  { only, lacks = [] }: { only?: string | undefined; lacks?: readonly string[] } = {},
): Promise<void> => {
  const { SiteUrl, ApiUrl, SocketUrl } = await outputsOf(target);
  const front = await stageFront(target);
  const report = process.env['PARLEY_TEST_REPORT'];
  const reporters = report
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : [];
  const files = [...(only === undefined ? [] : [only]), '--project', 'e2e'];
  await run('vitest', ['run', ...files, ...reporters], {
    environment: {
      ...target.environment,
      PARLEY_ENDPOINT_LACKS: [...(await lackingAt(target)), ...lacks].join(','),
      PARLEY_BASE_URL: front?.url ?? SiteUrl ?? ApiUrl,
      ...(!SiteUrl && { PARLEY_WS_URL: SocketUrl }),
    },
  }).finally(() => front?.close());
};
