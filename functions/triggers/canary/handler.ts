import { type CanaryRun, runCanary } from '../../canary/journey.ts';
import { readStoredAccounts } from '../../canary/stored-accounts.ts';
import { readEnv, triggerEnv } from '../../runtime/env.ts';
import { logger } from '../../runtime/logger.ts';
import { metricFields } from '../../runtime/metrics.ts';

const env = readEnv(triggerEnv.canary);

const run = async (): Promise<CanaryRun> => {
  const accounts = await readStoredAccounts(env.CANARY_PARAMETER).catch(() => null);
  if (accounts) return runCanary(env.CANARY_URL, accounts);
  const reason = 'the accounts are missing or cannot be read: npm run canary -- --stage makes them';
  return { steps: [], seconds: 0, failure: { step: 'sign-in', reason } };
};

/**
 * Runs on a schedule: two accounts use the site's address like people. A failure is a metric, not an error.
 */
export const handler = async (): Promise<void> => {
  const { failure, steps, seconds } = await run();
  const times = Object.fromEntries(steps.map((timed) => [timed.step, timed.seconds]));
  const fields = { trigger: 'canary', steps: times };
  if (failure) {
    logger.error('canary failed', { ...fields, ...failure, ...metricFields({ CanaryFailed: 1 }) });
  } else {
    const measures = metricFields({ CanaryFailed: 0, CanarySeconds: seconds });
    logger.info('canary', { ...fields, ...measures });
  }
};
