import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { triggerEnv } from '../../functions/runtime/env.ts';
import type { StageConfig } from '../config.ts';
import { guardsData } from '../config.ts';
import { nothing } from '../constructs/binding.ts';
import type { ChatTable } from '../constructs/chat-table.ts';
import { ParleyFunction } from '../constructs/function.ts';
import { ParleyUserPool } from '../constructs/user-pool.ts';

/** Passwords and tokens. */
export class IdentityStack extends Stack {
  readonly identity: ParleyUserPool;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { config: StageConfig; table: ChatTable },
  ) {
    const { config, table } = props;
    super(scope, id, { ...props, terminationProtection: guardsData(config) });
    const tokenTrigger = new ParleyFunction(this, 'PreTokenGeneration', {
      config,
      folder: 'functions/triggers/pre-token-generation',
      env: triggerEnv['pre-token-generation'],
      // It only sets a constant; Cognito's timeout for triggers is 5 s.
      memoryMb: 128,
      timeoutSeconds: 5,
      backend: nothing,
    });
    const proofTrigger = new ParleyFunction(this, 'ProveSignIn', {
      config,
      folder: 'functions/triggers/prove-sign-in',
      env: triggerEnv['prove-sign-in'],
      memoryMb: 256,
      timeoutSeconds: 5,
      backend: table.uses('SignInProofs.take'),
    });
    this.identity = new ParleyUserPool(this, 'Users', { config, tokenTrigger, proofTrigger });
    new CfnOutput(this, 'UserPoolId', { value: this.identity.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.identity.client.userPoolClientId });
  }
}
