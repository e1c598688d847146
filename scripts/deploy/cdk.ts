import { tmpdir } from 'node:os';
import { root, run } from './run.ts';
import type { Target } from './target/target.ts';

/** Runs the CDK's command line on the stacks of a stage. */
export const cdk = (target: Target, args: readonly string[]): Promise<void> =>
  run('cdk', [...args, '--context', `stage=${target.stage}`, '--no-notices'], {
    environment: target.environment,
  });

/**
 * Creates the CDK's own bucket and roles. Runs outside the app's folder, where the CDK would bundle
 * everything first. `executionPolicy`: the ARN of the policy for CloudFormation, in place of
 * AdministratorAccess.
 */
export const bootstrap = (
  target: Target,
  { account, region }: { account: string; region: string },
  executionPolicy: string | undefined,
): Promise<void> =>
  run(
    `${root}node_modules/.bin/cdk`,
    [
      'bootstrap',
      `aws://${account}/${region}`,
      '--no-notices',
      ...(executionPolicy ? ['--cloudformation-execution-policies', executionPolicy] : []),
    ],
    { environment: target.environment, folder: tmpdir() },
  );
