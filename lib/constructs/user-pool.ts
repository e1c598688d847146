import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { limits } from '#contracts/limits.ts';
import type { StageConfig } from '../config.ts';
import { guardsData } from '../config.ts';
import type { IdentityOperation } from '../identity-rights.ts';
import { identityRights } from '../identity-rights.ts';
import type { Binding } from './binding.ts';
import { removalOf } from './removal.ts';

interface IdentityVariables {
  readonly [name: string]: string;
  readonly USER_POOL_ID: string;
  readonly USER_POOL_CLIENT_ID: string;
}

/**
 * Passwords and tokens. The pool's username is the user's id; names and e-mail addresses are in the table.
 */
export class ParleyUserPool extends UserPool {
  readonly client: UserPoolClient;

  constructor(
    scope: Construct,
    id: string,
    props: { config: StageConfig; tokenTrigger: IFunction; proofTrigger: IFunction },
  ) {
    const { config } = props;
    super(scope, id, {
      // Essentials includes refresh-token rotation and triggers that edit access tokens; 10,000 users are
      // free.
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: true,
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.OFF,
      passwordPolicy: {
        minLength: limits.password.minLength,
        requireDigits: true,
        requireUppercase: true,
        requireLowercase: false,
        requireSymbols: false,
      },
      deletionProtection: guardsData(config),
      removalPolicy: removalOf(config),
    });
    if (!config.isAdopting) {
      this.addTrigger(
        UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
        props.tokenTrigger,
        LambdaVersion.V2_0,
      );
      for (const operation of [
        UserPoolOperation.DEFINE_AUTH_CHALLENGE,
        UserPoolOperation.CREATE_AUTH_CHALLENGE,
        UserPoolOperation.VERIFY_AUTH_CHALLENGE_RESPONSE,
      ]) {
        this.addTrigger(operation, props.proofTrigger);
      }
    }
    this.client = this.addClient('Client', {
      // Sign-in needs our IAM role. Otherwise the client id, which every token contains, would allow
      // sign-ins that bypass our limits. Anybody may begin a custom sign-in, but it needs a proof that only our
      // function for passkeys stores.
      authFlows: { adminUserPassword: true, custom: true },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.seconds(config.accessTokenSeconds),
      idTokenValidity: Duration.seconds(config.accessTokenSeconds),
      refreshTokenValidity: Duration.seconds(config.refreshTokenSeconds),
      refreshTokenRotationGracePeriod: Duration.seconds(limits.refreshGraceSeconds),
    });
    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-COG1',
        reason:
          'The password rule of the API (8+, a digit, an upper-case letter) is the rule of the accounts that move here; length up to 256 is allowed.',
      },
      {
        id: 'AwsSolutions-COG2',
        reason: 'The second factor is ours: docs/adr/0041-second-factor.md.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'Plus is for threat protection; Essentials has all that is used here and is free for 10,000 users.',
      },
    );
  }

  /** The issuer in tokens. Composed here, since emulators do not support the pool's attribute. */
  get issuer(): string {
    return `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${this.userPoolId}`;
  }

  /** Pool and client id, and only the administrative calls of these operations. */
  uses(...operations: readonly IdentityOperation[]): Binding<IdentityVariables> {
    const actions = [...new Set(operations.flatMap((operation) => identityRights[operation]))];
    return {
      environment: {
        USER_POOL_ID: this.userPoolId,
        USER_POOL_CLIENT_ID: this.client.userPoolClientId,
      },
      grantTo: (role) => {
        if (actions.length === 0) return;
        role.addToPrincipalPolicy(
          new PolicyStatement({
            actions: actions.map((action) => `cognito-idp:${action}`),
            resources: [this.userPoolArn],
          }),
        );
      },
    };
  }
}
