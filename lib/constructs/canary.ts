import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { triggerEnv } from '../../functions/runtime/env.ts';
import { canaryParameter } from '../canary-parameter.ts';
import type { StageConfig } from '../config.ts';
import { type Binding, together } from './binding.ts';
import { ParleyFunction } from './function.ts';

/**
 * The name of the parameter, and the right to read it. The AWS-managed key of the parameter accepts every
 * role of the account.
 */
const accountsOf = (scope: Construct, stage: string): Binding<{ CANARY_PARAMETER: string }> => ({
  environment: { CANARY_PARAMETER: canaryParameter(stage) },
  grantTo: (role) => {
    const resource = `parameter${canaryParameter(stage)}`;
    const resources = [Stack.of(scope).formatArn({ service: 'ssm', resource })];
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources }));
  },
});

/**
 * Lets two accounts use the stage through its public address on a schedule. The function may only read their
 * passwords; everything else it does like any user.
 */
export class Canary extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { config, siteUrl }: { config: StageConfig; siteUrl: string },
  ) {
    super(scope, id);
    const { stage } = config;
    const site: Binding<{ CANARY_URL: string; METRICS_STAGE: string }> = {
      environment: { CANARY_URL: siteUrl, METRICS_STAGE: stage },
      grantTo: () => undefined,
    };
    const player = new ParleyFunction(this, 'Player', {
      config,
      folder: 'functions/triggers/canary',
      env: triggerEnv.canary,
      memoryMb: 256,
      // The timeout of all steps together is shorter, so that a run that hangs is reported.
      timeoutSeconds: 29,
      backend: together(site, accountsOf(this, stage)),
    });
    // The next scheduled run serves as the retry.
    player.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'Schedule', {
      description: `Parley ${stage}: the canary`,
      schedule: Schedule.rate(Duration.minutes(config.canaryMinutes)),
      targets: [new LambdaFunction(player, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
